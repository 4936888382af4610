//! `GET /packages/{package}/versions`: every version, and from which towns it learnt.

use pages::{
    Section,
    packages::{VersionLine, Versions},
    text::Prose,
};
use store::package::{self, Package};

use crate::{
    Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Package>, query: Query) -> Result {
    let from = query.value("from").parse().unwrap_or(row.version);
    let versions = package::versions(&mut at.tx, row.id, from).await?;
    let last = versions.last().map_or(1, |one| one.number);
    let thanks = store::offer::taken(&mut at.tx, row.id, last, from).await?;
    let lines = versions.into_iter().map(|one| VersionLine {
        towns: thanks
            .iter()
            .filter(|thanks| thanks.version == one.number)
            .map(|thanks| thanks.town.clone())
            .collect(),
        number: one.number,
        title: one.title,
        news: Prose::of(&one.news),
        author: one.author,
        at: one.written_at,
    });
    Ok(html(&Versions {
        id: row.id,
        title: row.title.clone(),
        versions: lines.collect(),
        next: (last > 1).then(|| format!("/packages/{}/versions?from={}", row.id, last - 1)),
        page: at.page(Section::Packages),
    }))
}
