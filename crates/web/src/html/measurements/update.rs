//! `POST /measurements/{measurement}`: corrects one's own value; the earlier one and the reason are kept.

use axum::http::StatusCode;
use domain::{Problem, problem::limit};
use pages::Section;
use store::trial::{Measurement, NewMeasurement, correct, earlier, find};

use super::{edit, read};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::trials::theirs,
};

pub async fn post(Acting { mut at, row }: Acting<Measurement>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let trial = find(&mut at.tx, row.written.trial)
        .await?
        .ok_or(Error::NotFound)?;
    let today = at.moment.today();
    let mut check = at.check();
    let typed = read(&mut check, trial.begins, today);
    let reason = check.line("reason", limit::LINE);
    if at.form.value("version") != row.written.version.to_string() {
        check.add("value", Problem::Said("problem-version"));
    }
    let checked = check.finish();
    let (Ok(()), Some((day, value, note))) = (&checked, typed) else {
        let before = earlier(&mut at.tx, &row).await?;
        let form = checked.err().unwrap_or_default();
        let page = edit::page(at.page(Section::Challenges), form, &row, before);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewMeasurement {
        indicator: row.indicator,
        day,
        value,
        note: &note,
    };
    if !correct(&mut at.tx, &row, &new, &reason).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/trials/{}", row.written.trial),
        "measurement-corrected",
    ))
}
