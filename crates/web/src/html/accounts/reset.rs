//! `/password/reset`, `/password/reset/{link}`: sets a new password with the code or the link of a mail. Every session
//! ends; whoever read the mail is signed in, and the address counts as confirmed.

use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{Problem, email::Email};
use pages::{
    Form, Section,
    accounts::{Reset, Spent},
};
use store::{
    mailed_secret::{self, Purpose},
    person, session,
};

use super::throttle;
use crate::{
    Error, Result,
    extract::{Posted, Reading, html, html_with},
};

/// The form for address and code.
pub async fn get(at: Reading) -> Result {
    Ok(html(&Reset {
        form: Form::new(),
        page: at.page(Section::Elsewhere),
    }))
}

/// The form behind the mail's link.
pub async fn linked(Path(link): Path<String>, at: Reading) -> Result {
    let Reading { app, moment, .. } = &at;
    if super::opened(app, moment, Purpose::Reset, &link).await?.is_none() {
        let page = Spent {
            page: at.page(Section::Elsewhere),
            again: "/password/forgot",
        };
        return Ok(html_with(StatusCode::GONE, &page));
    }
    Ok(html(&Reset {
        form: Form::new().or("link", link),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let linked = !posted.form.value("link").is_empty();
    let mut check = posted.check();
    if !linked {
        check.email("email");
        check.line("code", 20);
    }
    let password = check.new_password("new-password", posted.form.value("email"));
    if let Err(form) = check.finish() {
        return Ok(ask(&posted, StatusCode::UNPROCESSABLE_ENTITY, form));
    }
    let Some(secret) = super::mailed(&posted, Purpose::Reset).await? else {
        if linked {
            return Ok(super::confirm::spent(&posted, "/password/forgot"));
        }
        let mut form = posted.form.clone();
        form.add("code", Problem::Said("problem-code"));
        return Ok(ask(&posted, StatusCode::UNPROCESSABLE_ENTITY, form));
    };
    if let Err(problem) = domain::password::check(&password, &secret.email) {
        let mut form = posted.form.clone();
        form.add("new-password", problem);
        return Ok(ask(&posted, StatusCode::UNPROCESSABLE_ENTITY, form));
    }
    let email: Email = secret
        .email
        .parse()
        .map_err(|_| Error::Internal("a stored address".into()))?;
    let hash = posted.app.passwords.hash(&password, &posted.moment).await?;
    let mut tx = posted.app.db.system(&posted.moment).await?;
    if !mailed_secret::spend(&mut tx, secret.id).await? {
        return Ok(super::confirm::spent(&posted, "/password/forgot"));
    }
    person::confirm(&mut tx, secret.person).await?;
    person::set_password(&mut tx, secret.person, &hash).await?;
    session::delete_all(&mut tx, secret.person).await?;
    throttle::right(&posted, &mut tx, email.as_str()).await?;
    super::enter(&posted, tx, secret.person, "/home?done=password-changed").await
}

/// The form, empty or with what is wrong.
pub fn ask(posted: &Posted, status: StatusCode, form: Form) -> Response {
    let page = Reset {
        form,
        page: posted.page(Section::Elsewhere),
    };
    html_with(status, &page)
}
