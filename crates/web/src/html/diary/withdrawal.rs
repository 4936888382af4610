//! `POST /diary/{entry}/withdrawal`: takes one's own entry back, with the reason; its photos go with it.

use axum::http::StatusCode;
use domain::problem::limit;
use pages::Section;
use store::{
    attachment::withdraw_of,
    diary::{Entry, voices},
    trial::withdraw,
};

use super::edit;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::trials::theirs,
};

pub async fn post(Acting { mut at, row }: Acting<Entry>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let why = check.line("why", limit::LINE);
    if let Err(form) = check.finish() {
        let voices = voices(&mut at.tx, row.written.town, row.written.challenge).await?;
        let hanging = edit::hanging(&mut at.tx, &row).await?;
        let page = edit::page(at.page(Section::Challenges), form, &row, &voices, hanging);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if !withdraw(&mut at.tx, &row, &why).await? {
        return Err(Error::Contended);
    }
    withdraw_of(&mut at.tx, (&row).into()).await?;
    at.tx.commit().await?;
    Ok(back(
        &format!("/trials/{}/diary", row.written.trial),
        "diary-withdrawn",
    ))
}
