//! `GET /adaptations/{adaptation}/compare?revision=N`: what changed, part by part, from the revision before that the reader
//! may read.

use pages::{
    Section, Words,
    adaptations::{Compare, PartChange},
    wordings::Field,
};
use store::adaptation::{self, Adaptation, Part};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Adaptation>, query: Query) -> Result {
    let number = match query.value("revision") {
        "" => row.number,
        typed => typed.parse().map_err(|_| Error::NotFound)?,
    };
    let revisions = adaptation::revisions(&mut at.tx, row.id).await?;
    let mut from = revisions.into_iter().skip_while(|one| one.number != number);
    let new = from.next().ok_or(Error::NotFound)?;
    let old = from.next().ok_or(Error::NotFound)?;
    let before = adaptation::parts(&mut at.tx, &old).await?;
    let after = adaptation::parts(&mut at.tx, &new).await?;
    let page = at.page(Section::Challenges);
    Ok(html(&Compare {
        id: new.id,
        title: new.title,
        old: old.number,
        new: new.number,
        summary: Field::of(page.w.adaptations_summary(), &old.summary, &new.summary),
        parts: parts(page.w, &before, &after),
        page,
    }))
}

/// Whether two rows are the same part: of the package, or added under the same title.
fn is_same(one: &Part, other: &Part) -> bool {
    match (one.part, other.part) {
        (None, None) => one.title == other.title,
        (one, other) => one == other,
    }
}

fn parts(w: Words, before: &[Part], after: &[Part]) -> Vec<PartChange> {
    let change = |old: Option<&Part>, new: Option<&Part>| {
        let text = |part: Option<&Part>, of: fn(&Part) -> &String| part.map(of).cloned().unwrap_or_default();
        let field = |label, of: fn(&Part) -> &String| Field::of(label, &text(old, of), &text(new, of));
        PartChange {
            title: new.or(old).map(|part| part.title.clone()).unwrap_or_default(),
            change: new.map(|part| part.change),
            body: field(w.adaptations_here(), |part| &part.body),
            reason: field(w.adaptations_why(), |part| &part.reason),
        }
    };
    let now = after
        .iter()
        .map(|new| change(before.iter().find(|old| is_same(old, new)), Some(new)));
    let gone = before
        .iter()
        .filter(|old| !after.iter().any(|new| is_same(old, new)))
        .map(|old| change(Some(old), None));
    now.chain(gone).collect()
}
