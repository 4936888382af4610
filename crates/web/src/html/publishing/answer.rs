//! `/correction-requests/{correction_request}`: what was asked, and the town's answer in words.

use axum::http::StatusCode;
use domain::{
    correction::{Outcome, may_answer},
    problem::limit,
};
use pages::{Chrome, Form, Section, corrections::Answer};
use store::correction_request::{self, CorrectionRequest};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

fn page(page: Chrome, row: &CorrectionRequest, form: Form) -> Answer {
    Answer {
        town: row.town,
        asked: super::asked(row),
        form,
        page,
    }
}

/// `GET /correction-requests/{correction_request}`.
pub async fn get(Seen { at, row }: Seen<CorrectionRequest>) -> Result {
    Ok(html(&page(at.page(Section::Towns), &row, Form::new())))
}

/// `POST /correction-requests/{correction_request}/answer`.
pub async fn post(Acting { mut at, row }: Acting<CorrectionRequest>) -> Result {
    if !may_answer(&at.viewer(), row.town) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let outcome = check.choice::<Outcome>("outcome");
    let words = check.prose("words", limit::PARAGRAPH);
    let checked = check.finish();
    let (Ok(()), Some(outcome)) = (&checked, outcome) else {
        let page = page(at.page(Section::Towns), &row, checked.err().unwrap_or_default());
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if !correction_request::answer(&mut at.tx, &row, outcome, &words).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/towns/{}/correction-requests", row.town),
        "request-answered",
    ))
}
