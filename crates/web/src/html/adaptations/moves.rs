//! `POST /adaptations/{adaptation}/moves`: one of the five next steps, on the current revision.

use axum::http::StatusCode;
use domain::{
    Problem,
    moves::{Incomplete, Kind, Move},
    problem::limit,
};
use pages::Section;
use store::{adaptation::Adaptation, challenge, interest};

use super::show::Content;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let today = at.moment.today();
    let said = interest::newest(&mut at.tx, &row).await?;
    let mut check = at.check();
    let kind = check.choice::<Kind>("kind");
    let words = check.prose("words", limit::PARAGRAPH);
    // Fields of moves that were not chosen are left aside, whatever stands in them.
    let until = if kind == Some(Kind::WaitUntil) {
        check.day_or_none("until")
    } else {
        None
    };
    let keep = if kind == Some(Kind::LetGo) {
        check.prose_or_none("keep", limit::PARAGRAPH)
    } else {
        String::new()
    };
    let made = kind.map(|kind| Move::of(kind, until, &keep, today));
    match &made {
        Some(Err(Incomplete::NoDay)) if at.form.value("until").is_empty() => {
            check.add("until", Problem::Missing);
        }
        Some(Err(Incomplete::NotLater)) => check.add("until", Problem::NotLater),
        Some(Err(Incomplete::NothingKept)) => check.add("keep", Problem::Missing),
        _ => {}
    }
    if at.form.value("number") != row.revision.to_string() {
        check.add("words", Problem::Said("problem-newer-version"));
    }
    let place = made
        .as_ref()
        .and_then(|made| made.as_ref().ok())
        .map(|made| made.place(on.place));
    if matches!(place, Some(Err(_))) {
        check.add("kind", Problem::Said("problem-not-now"));
    }
    if kind == Some(Kind::TrySmall) && !interest::undisclosed(&said).is_empty() {
        check.add("kind", Problem::Said("problem-undisclosed"));
    }
    let checked = check.finish();
    let (Ok(()), Some(Ok(made)), Some(Ok(place))) = (&checked, made, place) else {
        let revisions = store::adaptation::revisions(&mut at.tx, row.id).await?;
        let content = Content::read(&mut at.tx, row, revisions, today).await?;
        let form = checked.err().unwrap_or_default();
        let viewer = at.viewer();
        let page = content.page(at.page(Section::Challenges), viewer, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    store::moves::insert(&mut at.tx, &row, &made, &words).await?;
    if place != on.place {
        challenge::rest(&mut at.tx, row.town, row.challenge, place, &words, false).await?;
    }
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{}", row.id), "moved"))
}
