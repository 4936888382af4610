//! `POST /diary/{entry}/withdrawal`: takes one's own entry back, with the reason.

use axum::http::StatusCode;
use domain::problem::limit;
use pages::Section;
use store::diary::{Entry, voices, withdraw};

use super::{edit, theirs};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Entry>) -> Result {
    if !theirs(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let why = check.line("why", limit::LINE);
    if let Err(form) = check.finish() {
        let voices = voices(&mut at.tx, row.town, row.challenge).await?;
        let page = edit::page(at.page(Section::Challenges), form, &row, &voices);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    withdraw(&mut at.tx, &row, &why).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}/diary", row.trial), "diary-withdrawn"))
}
