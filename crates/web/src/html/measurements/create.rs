//! `POST /trials/{trial}/measurements`: writes down a value.

use axum::http::StatusCode;
use domain::{
    Problem,
    trial::{Act, may},
};
use pages::Section;
use store::trial::{NewMeasurement, Trial, indicators, measure};

use super::read;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::{once, trials::Content},
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    if !may(Act::Measure, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let known = indicators(&mut at.tx, &row).await?;
    let mut check = at.check();
    let indicator = check.needed::<i64>("indicator", Problem::NotAChoice);
    if indicator.is_some_and(|number| known.iter().all(|one| one.position != number)) {
        check.add("indicator", Problem::NotAChoice);
    }
    let typed = read(&mut check, row.begins, today);
    let checked = check.finish();
    let (Ok(()), Some(indicator), Some((day, value, note))) = (&checked, indicator, typed) else {
        let content = Content::read(&mut at.tx, row, today).await?;
        let page = content.page(at.page(Section::Challenges), checked.err().unwrap_or_default());
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewMeasurement {
        indicator,
        day,
        value,
        note: &note,
    };
    measure(&mut at.tx, &row, &new).await?;
    let path = format!("/trials/{}", row.id);
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "measured"))
}
