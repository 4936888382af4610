//! `POST /letters/{letter}/reviews`: a look at a voice by the town's staff. What is kept back names a criterion and says
//! why; then somebody else looks.

use axum::http::StatusCode;
use domain::{
    Problem,
    letter::{Criterion, Fault, Outcome, may_review},
    problem::limit,
};
use pages::Section;
use store::letter::{self, NewReview};

use super::{Letter, show::Content};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Letter>) -> Result {
    let (voice, viewer) = (row.0, at.viewer());
    let Some(person) = viewer.person.filter(|_| may_review(&viewer, voice.town)) else {
        return Err(Error::Forbidden);
    };
    let looks = letter::reviews(&mut at.tx, voice.town, voice.id).await?;
    let mut check = at.check();
    let outcome = check.choice::<Outcome>("outcome");
    let keep = outcome == Some(Outcome::Keep);
    let criterion = if keep {
        check.choice::<Criterion>("criterion")
    } else {
        None
    };
    let reason = if keep {
        check.prose("reason", limit::PARAGRAPH)
    } else {
        check.prose_or_none("reason", limit::PARAGRAPH)
    };
    let before = looks.first().map(|look| look.person);
    let standing = outcome.map(|outcome| voice.standing.after(outcome, person, before));
    match standing {
        Some(Err(Fault::SameEyes)) => check.add("outcome", Problem::Said("problem-same-eyes")),
        Some(Err(Fault::NotNow)) => check.add("outcome", Problem::Said("problem-letter-not-now")),
        Some(Ok(_)) | None => {}
    }
    let checked = check.finish();
    let (Ok(()), Some(outcome), Some(Ok(standing))) = (&checked, outcome, standing) else {
        let content = Content::read(&mut at.tx, voice).await?;
        let page = content.page(at.page(Section::Towns), checked.err().unwrap_or_default());
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewReview {
        outcome,
        criterion,
        reason: &reason,
        standing,
    };
    if !letter::review(&mut at.tx, &voice, &new).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/towns/{}/letters", voice.town),
        "letter-looked-at",
    ))
}
