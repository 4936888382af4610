//! `GET /sign-in?to=PATH`, `POST /sign-in`: by address and password. Unknown addresses are answered like wrong passwords.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{Problem, email::Email};
use pages::{Form, Section, accounts::SignIn};
use store::{
    mailed_secret::{self, Purpose},
    person,
};

use super::throttle::{self, Tried};
use crate::{
    Result,
    extract::{Posted, Query, Reading, html, html_with},
    html::session::local,
};

/// Where signing in leads, unless a page asked for it.
pub const HOME: &str = "/home";

pub async fn get(at: Reading, query: Query) -> Result {
    let to = local(query.value("to"));
    if at.visitor.is_some() {
        return Ok(Redirect::to(if to == "/" { HOME } else { to }).into_response());
    }
    Ok(html(&SignIn {
        form: Form::new().or("to", to),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let mut check = posted.check();
    let email = check.email("email");
    let password = check.password("password");
    if let Err(form) = check.finish() {
        return Ok(refused(&posted, form));
    }
    let Some(email) = email else {
        return Ok(refused(&posted, posted.form.clone()));
    };
    let wrong = |problem| {
        let mut form = posted.form.clone();
        form.add("password", Problem::Said(problem));
        form
    };
    if !throttle::may(&posted, Tried::Password, &email).await? {
        return Ok(refused(&posted, wrong("problem-sign-in-throttled")));
    }
    let mut tx = posted.app.db.system_read(&posted.moment).await?;
    let account = person::find_credentials(&mut tx, &email).await?;
    drop(tx);
    let hash = account.as_ref().and_then(|account| account.password.as_deref());
    let right = posted.app.passwords.verify(&password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Ok(refused(&posted, wrong("problem-sign-in")));
    };
    if !account.confirmed {
        return unconfirmed(&posted, &email, account.id).await;
    }
    let mut tx = posted.app.db.system(&posted.moment).await?;
    throttle::right(&posted, &mut tx, email.as_str()).await?;
    let to = local(posted.form.value("to"));
    super::enter(&posted, tx, account.id, if to == "/" { HOME } else { to }).await
}

/// The address was never confirmed: the mail is sent once more, to somebody who knows the password.
async fn unconfirmed(posted: &Posted, email: &Email, person: domain::id::PersonId) -> Result {
    if throttle::may(posted, Tried::Mail, email).await? {
        let mut tx = posted.app.db.system(&posted.moment).await?;
        mailed_secret::insert(&mut tx, Purpose::Confirm, person).await?;
        tx.commit().await?;
    }
    Ok(super::confirm::ask(
        posted,
        StatusCode::OK,
        Form::new().or("email", email.as_str()),
    ))
}

fn refused(posted: &Posted, form: Form) -> axum::response::Response {
    let page = SignIn {
        form,
        page: posted.page(Section::Elsewhere),
    };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
