//! `…/rest`, `…/waking`: a challenge rests until a day, and goes on.

use axum::http::StatusCode;
use domain::{
    Problem,
    phase::Step,
    problem::limit,
    reflection::{Unclear, rest_day},
};
use pages::{Form, Section, challenges::Rest};
use store::challenge::{self, Challenge};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

/// `GET /challenges/{challenge}/rest`.
pub async fn get(seen: Seen<Challenge>) -> Result {
    let Seen { at, row } = super::in_circle(seen)?;
    Ok(html(&Rest {
        card: super::card(&row),
        form: Form::new(),
        page: at.page(Section::Challenges),
    }))
}

/// `POST /challenges/{challenge}/rest`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let today = at.moment.today();
    let mut check = at.check();
    let until = check.day_or_none("until");
    let reason = check.prose("reason", limit::PARAGRAPH);
    let day = rest_day(until, today);
    match &day {
        Err(Unclear::NoDay) if at.form.value("until").trim().is_empty() => {
            check.add("until", Problem::Missing);
        }
        Err(Unclear::NotWithinAYear) => check.add("until", Problem::Said("problem-within-a-year")),
        _ => {}
    }
    let checked = check.finish();
    let (Ok(()), Ok(day)) = (&checked, day) else {
        let page = Rest {
            card: super::card(&row),
            form: checked.err().unwrap_or_default(),
            page: at.page(Section::Challenges),
        };
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let place = row.place.after(Step::Rested(day)).map_err(|_| Error::Contended)?;
    challenge::rest(&mut at.tx, row.town, row.id, place, &reason, false).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}", row.id), "challenge-resting"))
}

/// `POST /challenges/{challenge}/waking`: takes it up before its day.
pub async fn wake(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let place = row.place.after(Step::Woken).map_err(|_| Error::Contended)?;
    challenge::advance(&mut at.tx, row.town, row.id, place, "woken").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}", row.id), "challenge-woken"))
}
