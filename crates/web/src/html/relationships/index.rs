//! `GET /relationships`: those of one's town, partner or own, lately met first.

use pages::{
    Section,
    relationships::{Index, Line},
};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    let viewer = at.viewer();
    if viewer.seat().is_none() {
        return Err(Error::Forbidden);
    }
    let found = store::relationship::list(&mut at.tx, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/relationships?after={}", cursor.encode()));
    let lines = found.rows.into_iter().map(|row| Line {
        id: row.id,
        town: row.town_name,
        with: row.with_name,
        since: row.since,
        last_on: row.last_on,
    });
    Ok(html(&Index {
        lines: lines.collect(),
        next,
        staff: viewer.town().is_some(),
        page: at.page(Section::Elsewhere),
    }))
}
