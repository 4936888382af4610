//! `POST /trials/{trial}/measurements`: writes down a value.

use axum::http::StatusCode;
use domain::{
    Problem,
    problem::limit,
    trial::{Act, Measure, may},
};
use pages::Section;
use store::trial::{Measurement, Trial, indicators, measure};

use super::show::Content;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    if !may(Act::Measure, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let known = indicators(&mut at.tx, &row).await?;
    let mut check = at.check();
    let indicator = check.parsed::<i64>("indicator", Problem::NotAChoice);
    if at.form.value("indicator").trim().is_empty() {
        check.add("indicator", Problem::Missing);
    } else if indicator.is_some_and(|number| known.iter().all(|one| one.position != number)) {
        check.add("indicator", Problem::NotAChoice);
    }
    let day = check.day("day");
    if day.is_some_and(|day| day > today) {
        check.add("day", Problem::NotYet);
    } else if day.is_some_and(|day| day < row.begins) {
        check.add("day", Problem::Said("problem-before-it-began"));
    }
    let value = check.parsed::<Measure>("value", Problem::NotANumber);
    if at.form.value("value").trim().is_empty() {
        check.add("value", Problem::Missing);
    }
    let note = check.line_or_none("note", limit::LINE);
    let checked = check.finish();
    let (Ok(()), Some(indicator), Some(day), Some(value)) = (&checked, indicator, day, value) else {
        let content = Content::read(&mut at.tx, row, today).await?;
        let page = content.page(at.page(Section::Challenges), checked.err().unwrap_or_default());
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = Measurement {
        indicator,
        day,
        value,
        note,
    };
    measure(&mut at.tx, &row, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}", row.id), "measured"))
}
