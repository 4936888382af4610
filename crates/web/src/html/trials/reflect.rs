//! `…/trials/{trial}/reflection`: what was learnt, the next question, and how it goes on.

use axum::http::StatusCode;
use domain::{
    Problem,
    problem::limit,
    reflection::{Onward, Unclear, has_its_place, onward},
    trial::{Act, may},
};
use pages::{Chrome, Form, Section, trials::Reflect};
use store::{
    challenge,
    reflection::{self, NewReflection},
    trial::Trial,
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

/// `GET /trials/{trial}/reflection`.
pub async fn get(Seen { at, row }: Seen<Trial>) -> Result {
    if !may(Act::Reflect, row.standing(), at.today()) {
        return Err(Error::Forbidden);
    }
    Ok(html(&page(at.page(Section::Challenges), Form::new(), &row)))
}

fn page(page: Chrome, form: Form, row: &Trial) -> Reflect {
    Reflect {
        page,
        form,
        trial: row.id,
        title: row.title.clone(),
    }
}

/// `POST /trials/{trial}/reflection`.
pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    if !may(Act::Reflect, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = at.check();
    let learnt = check.prose("learnt", limit::PROSE);
    let question = check.line("next_question", limit::LINE);
    let way = check.choice::<Onward>("onward");
    let rests = way == Some(Onward::Rest);
    let until = if rests { check.day_or_none("until") } else { None };
    let everyday = rests && at.form.has("everyday", "1");
    let reason = match (rests, everyday) {
        (false, _) => String::new(),
        (true, true) => check.prose_or_none("reason", limit::PARAGRAPH),
        (true, false) => check.prose("reason", limit::PARAGRAPH),
    };
    // A trial is looked back on once, in its own round; whoever comes second is told, and keeps what they typed.
    if row.reflected || !has_its_place(on.place, row.round) {
        check.add("learnt", Problem::Said("problem-already-reflected"));
    }
    let place = way.map(|way| onward(on.place, way, until, today));
    match &place {
        Some(Err(Unclear::NoDay)) if at.form.value("until").trim().is_empty() => {
            check.add("until", Problem::Missing);
        }
        Some(Err(Unclear::NotWithinAYear)) => check.add("until", Problem::Said("problem-within-a-year")),
        _ => {}
    }
    let checked = check.finish();
    let (Ok(()), Some(way), Some(Ok(place))) = (&checked, way, place) else {
        let page = page(
            at.page(Section::Challenges),
            checked.err().unwrap_or_default(),
            &row,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewReflection {
        round: on.place.round,
        learnt: &learnt,
        next_question: &question,
        onward: way,
        until,
        everyday,
    };
    let id = reflection::insert(&mut at.tx, &row, &new).await?;
    if rests {
        challenge::rest(&mut at.tx, row.town, row.challenge, place, &reason, everyday).await?;
    } else {
        challenge::advance(&mut at.tx, row.town, row.challenge, place, "went_on").await?;
    }
    at.tx.commit().await?;
    Ok(back(&format!("/reflections/{id}"), "reflected"))
}
