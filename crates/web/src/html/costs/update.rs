//! `POST /costs/{cost}`: corrects one's own line; how it stood and the reason are kept.

use axum::http::StatusCode;
use domain::{Problem, problem::limit};
use pages::Section;
use store::{cost::Cost, trial::correct};

use super::{Typed, edit};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::trials::theirs,
};

pub async fn post(Acting { mut at, row }: Acting<Cost>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let today = at.moment.today();
    let mut check = at.check();
    let typed = Typed::read(&mut check, today);
    let reason = check.line("reason", limit::LINE);
    if at.form.value("version") != row.written.version.to_string() {
        check.add("amount", Problem::Said("problem-version"));
    }
    let checked = check.finish();
    let (Ok(()), Some(cost)) = (&checked, typed.cost()) else {
        let page = edit::page(
            at.page(Section::Challenges),
            checked.err().unwrap_or_default(),
            &row,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if !correct(&mut at.tx, &row, &cost, &reason).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/trials/{}/costs", row.written.trial),
        "cost-corrected",
    ))
}
