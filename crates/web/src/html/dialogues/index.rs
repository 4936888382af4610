//! `GET /dialogues`: the dialogues one may read, newest first.

use pages::{
    Section,
    dialogues::{Index, Month},
};

use crate::{
    Result,
    extract::{Query, Reading, html},
};

pub async fn get(mut at: Reading, query: Query) -> Result {
    let found = store::dialogue::list(&mut at.tx, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/dialogues?after={}", cursor.encode()));
    let can_record = at.viewer().side().is_some();
    Ok(html(&Index {
        months: Month::group(found.rows.into_iter().map(super::listed).collect()),
        next,
        can_record,
        page: at.page(Section::Dialogues),
    }))
}
