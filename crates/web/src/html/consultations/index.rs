//! `GET /consultations`: what was asked, as far as one may see it, newest first.

use pages::{
    Section,
    consultations::{Index, Line},
};

use crate::{
    Result,
    extract::{Query, SignedIn, html},
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    let found = store::consultation::list(&mut at.tx, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/consultations?after={}", cursor.encode()));
    let can_ask = at.viewer().seat().is_some();
    let lines = found.rows.into_iter().map(|row| Line {
        id: row.id,
        day: row.day,
        title: row.title,
        town: row.town,
        asker: row.asker,
        audience: row.audience,
        readable: row.readable,
        answered: row.said > 0,
    });
    Ok(html(&Index {
        lines: lines.collect(),
        next,
        can_ask,
        page: at.page(Section::Dialogues),
    }))
}
