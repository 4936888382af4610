//! `GET /reflections/{reflection}/revisions`: the text as it was before, for the circle.

use pages::{
    Section,
    reflections::{Revision, Revisions},
    text::Prose,
};
use store::reflection::{REVISIONS_SHOWN, Reflection, revisions};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Reflection>, query: Query) -> Result {
    // What was opened is the settled text; how it came about stays in the circle.
    if !row.in_circle {
        return Err(Error::NotFound);
    }
    let before = query.value("before").parse().ok();
    let found = revisions(&mut at.tx, &row, before).await?;
    let last = found.last().map_or(1, |one| one.number);
    let more = found.len() == REVISIONS_SHOWN && last > 1;
    let shown = found.into_iter().map(|one| Revision {
        number: one.number,
        learnt: Prose::of(&one.learnt),
        question: one.next_question,
        onward: one.onward,
        author: one.author,
        at: one.written_at,
    });
    Ok(html(&Revisions {
        id: row.id,
        revisions: shown.collect(),
        next: more.then(|| format!("/reflections/{}/revisions?before={last}", row.id)),
        page: at.page(Section::Challenges),
    }))
}
