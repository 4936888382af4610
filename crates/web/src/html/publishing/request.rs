//! `…/correction-request`: anyone who reads a published record says that something is wrong, without an account.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{Problem, Viewer, audience::Audience, email::Email, id::ChallengeId, problem::limit};
use pages::{Chrome, Form, Section, corrections::Request};
use store::{
    challenge::{self, Challenge},
    correction_request::{self, NewRequest},
};

use crate::{
    Error, Result,
    extract::{Posted, Seen, html, html_with},
    html::{
        challenges::card,
        once,
        stranger::{self, Sent, may_send},
    },
    receipt::Receipt,
};

fn page(page: Chrome, row: &Challenge, form: Form) -> Request {
    Request {
        card: card(row),
        town: row.town_name.clone(),
        form,
        page,
    }
}

/// `GET /challenges/{challenge}/correction-request`.
pub async fn get(Seen { at, row }: Seen<Challenge>) -> Result {
    if row.audience != Audience::Public {
        return Err(Error::NotFound);
    }
    let form = once::form(&at.moment);
    Ok(html(&page(at.page(Section::Challenges), &row, form)))
}

/// `POST /challenges/{challenge}/correction-request`.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Result {
    let id: ChallengeId = id.parse().map_err(|_| Error::NotFound)?;
    let (app, moment) = (posted.app.clone(), posted.moment.clone());
    let mut check = posted.check();
    let words = check.prose("words", limit::PARAGRAPH);
    let email = check.parsed::<Email>("email", Problem::NotAnEmail);
    stranger::check_trap(&mut check, &posted.form);
    let mut checked = check.finish();
    // Whoever asks is nobody in particular, signed in or not: only what everyone sees can be asked about.
    let mut tx = app.db.for_viewer(Viewer::ANYONE).read().await?;
    let row = challenge::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    if checked.is_ok() {
        let mut system = app.db.system(&moment).await?;
        if !may_send(&mut system, &posted, Sent::Correction, row.town).await? {
            let mut form = posted.form.clone();
            form.add("words", Problem::Said("problem-requests-throttled"));
            checked = Err(form);
        }
        system.commit().await?;
    }
    if let Err(form) = checked {
        let at = posted.begin().await?;
        let page = page(at.page(Section::Challenges), &row, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let receipt = Receipt::of(&app.secret, &moment, &posted.form, &posted.path);
    let email = email.map(|email| email.to_string()).unwrap_or_default();
    let new = NewRequest {
        town: row.town,
        challenge: row.id,
        words: &words,
        email: &email,
        receipt: &receipt.digest(&app.secret),
    };
    let mut tx = app.db.for_viewer(Viewer::ANYONE).write(&moment).await?;
    // The same form sent twice is one request, and leads to it again.
    if correction_request::find_by_receipt(&mut tx, new.receipt)
        .await?
        .is_none()
    {
        correction_request::insert(&mut tx, &new).await?;
        tx.commit().await?;
    }
    let to = format!("/correction-request/{}?done=correction-asked", receipt.shown());
    Ok(Redirect::to(&to).into_response())
}
