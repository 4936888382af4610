//! `POST /costs/{cost}/withdrawal`: takes one's own line back, with the reason.

use axum::http::StatusCode;
use domain::problem::limit;
use pages::Section;
use store::{cost::Cost, trial::withdraw};

use super::edit;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::trials::theirs,
};

pub async fn post(Acting { mut at, row }: Acting<Cost>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let why = check.line("why", limit::LINE);
    if let Err(form) = check.finish() {
        let page = edit::page(at.page(Section::Challenges), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if !withdraw(&mut at.tx, &row, &why).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/trials/{}/costs", row.written.trial),
        "cost-withdrawn",
    ))
}
