//! `GET /account/password`, `POST /account/password`: changes the password; every other session ends.

use axum::http::StatusCode;
use domain::{Problem, email::Email};
use pages::{Form, Section, accounts::Password};
use store::{person, session};

use super::throttle::{self, Tried};
use crate::{
    Error, Result, cookies,
    extract::{Posted, SignedIn, back, html, html_with},
};

/// This page.
const PATH: &str = "/account/password";

pub async fn get(SignedIn(at): SignedIn) -> Result {
    Ok(html(&Password {
        page: at.page(Section::Elsewhere),
        form: Form::new(),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let mut tx = posted.app.db.system_read(&posted.moment).await?;
    let visitor = posted.signed_in(&mut tx, PATH).await?;
    let account = person::find_credentials_of(&mut tx, visitor.person).await?;
    let account = account.ok_or(Error::Forbidden)?;
    drop(tx);
    let mut check = posted.check();
    let current = check.password("password");
    let new = check.new_password("new-password", &account.email);
    if let Err(form) = check.finish() {
        return refused(posted, form).await;
    }
    let email: Email = account
        .email
        .parse()
        .map_err(|_| Error::Internal("a stored address".into()))?;
    let wrong = |problem| {
        let mut form = posted.form.clone();
        form.add("password", Problem::Said(problem));
        form
    };
    if !throttle::may(&posted, Tried::Password, &email).await? {
        let form = wrong("problem-sign-in-throttled");
        return refused(posted, form).await;
    }
    if !posted
        .app
        .passwords
        .verify(&current, account.password.as_deref())
        .await?
    {
        let form = wrong("problem-current-password");
        return refused(posted, form).await;
    }
    let hash = posted.app.passwords.hash(&new, &posted.moment).await?;
    let mut tx = posted.app.db.system(&posted.moment).await?;
    // Looked up again: the session may have ended while the password was hashed.
    let visitor = posted.signed_in(&mut tx, PATH).await?;
    person::set_password(&mut tx, visitor.person, &hash).await?;
    session::delete_others(&mut tx, &visitor).await?;
    throttle::right(&posted, &mut tx, email.as_str()).await?;
    let token = session::rotate(&mut tx, &visitor).await?;
    tx.commit().await?;
    let mut response = back("/account", "password-changed");
    cookies::set_session(&posted.app, &mut response, Some(&token));
    Ok(response)
}

async fn refused(posted: Posted, form: Form) -> Result {
    let at = posted.begin().await?;
    let page = Password {
        page: at.page(Section::Elsewhere),
        form,
    };
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
