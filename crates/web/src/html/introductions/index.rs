//! `GET /introductions`: those one made and those one is asked in.

use pages::{
    Section,
    introductions::{Index, Line},
};

use super::party;
use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    if at.viewer().seat().is_none() {
        return Err(Error::Forbidden);
    }
    let now = at.moment.now;
    let found = store::introduction::list(&mut at.tx, query.cursor().as_ref(), now).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/introductions?after={}", cursor.encode()));
    let lines = found.rows.into_iter().map(|row| Line {
        id: row.id,
        standing: row.course.standing(now),
        asked_on: row.course.asked_at.day(),
        introducer: row.introducer_name,
        first: party(row.first),
        second: party(row.second),
    });
    Ok(html(&Index {
        lines: lines.collect(),
        next,
        page: at.page(Section::Elsewhere),
    }))
}
