//! `GET /diary/{entry}/history`: every text an entry had, for the circle.

use pages::{Section, diary::History, text::Prose};
use store::{diary::Entry, trial::earlier};

use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Entry>) -> Result {
    // What was opened is the entry as it stands; what it said before, or said until it was taken back, stays in the circle.
    if !row.written.in_circle {
        return Err(Error::NotFound);
    }
    let before = earlier(&mut at.tx, &row).await?;
    let newest = (row.written.day, Prose::of(&row.body), row.there);
    let earlier = before
        .into_iter()
        .map(|one| (one.day, Prose::of(&one.words), one.detail));
    Ok(html(&History {
        trial: row.written.trial,
        name: row.written.name,
        withdrawn: row.written.withdrawn.then_some(row.written.reason),
        texts: std::iter::once(newest).chain(earlier).collect(),
        page: at.page(Section::Challenges),
    }))
}
