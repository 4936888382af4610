//! `GET /packages/{package}`: its parts, and how towns reshaped it; `?version=N` an earlier version.

use domain::adaptation::Standing;
use pages::{
    Section,
    lineage::{Leaf, Tree},
    packages::{PartLine, Show},
    text::Prose,
};
use store::{
    lineage::{self, Descendant},
    package::{self, Package},
};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
};

/// How many characters of a name the drawing shows.
const SHORT: usize = 24;

pub async fn get(Seen { mut at, row }: Seen<Package>, query: Query) -> Result {
    let number = query.value("version").parse().unwrap_or(row.version);
    let shown = package::version(&mut at.tx, row.id, number).await?;
    let shown = shown.ok_or(Error::NotFound)?;
    let parts = package::parts(&mut at.tx, row.id, shown.number).await?;
    let found = lineage::of_package(&mut at.tx, row.id, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/packages/{}?after={}#lineage", row.id, cursor.encode()));
    let can_edit = super::keeps(&at.viewer(), &row);
    let w = at.w;
    let parts = parts.into_iter().map(|part| PartLine {
        title: part.title,
        body: Prose::of(&part.body),
        terms: w.terms(&part.terms),
    });
    let mut card = super::card(&row);
    card.title = shown.title;
    card.version = shown.number;
    Ok(html(&Show {
        card,
        newest: row.version,
        summary: Prose::of(&shown.summary),
        news: Prose::of(&shown.news),
        parts: parts.collect(),
        from: row.from.filter(|_| row.from_open),
        tree: tree(&found.rows),
        next,
        can_edit,
        page: at.page(Section::Packages),
    }))
}

fn tree(rows: &[Descendant]) -> Tree {
    let leaves: Vec<Leaf> = rows
        .iter()
        .map(|one| Leaf {
            id: one.id,
            town: one.town_name.clone(),
            title: text::excerpt(&one.title, SHORT),
            version: one.version,
            let_go: one.standing == Standing::LetGo,
            origin: one.like.zip(one.like_town.clone()),
        })
        .collect();
    let given: Vec<_> = rows.iter().map(|one| (one.id, one.like)).collect();
    Tree::of(&leaves, &domain::lineage::arrange(&given))
}
