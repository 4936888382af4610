//! `/confirm`, `/confirm/{link}`: shows that an address is one's own. The password is asked too: whoever registered
//! somebody else's address must not be let in by that person's click.

use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{Problem, email::Email};
use pages::{
    Form, Section,
    accounts::{Confirm, Spent},
};
use store::{
    mailed_secret::{self, Purpose},
    person,
};

use super::throttle::{self, Tried};
use crate::{
    Error, Result,
    extract::{Posted, Reading, html, html_with},
};

/// The form for address and code.
pub async fn get(at: Reading) -> Result {
    Ok(html(&Confirm {
        form: Form::new(),
        page: at.page(Section::Elsewhere),
    }))
}

/// The form behind the mail's link.
pub async fn linked(Path(link): Path<String>, at: Reading) -> Result {
    let Reading { app, moment, .. } = &at;
    if super::opened(app, moment, Purpose::Confirm, &link)
        .await?
        .is_none()
    {
        let page = Spent {
            page: at.page(Section::Elsewhere),
            again: "/sign-in",
        };
        return Ok(html_with(StatusCode::GONE, &page));
    }
    Ok(html(&Confirm {
        form: Form::new().or("link", link),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let mut check = posted.check();
    let linked = !posted.form.value("link").is_empty();
    if !linked {
        check.email("email");
        check.line("code", 20);
    }
    let password = check.password("password");
    if let Err(form) = check.finish() {
        return Ok(ask(&posted, StatusCode::UNPROCESSABLE_ENTITY, form));
    }
    let wrong = |field: &str, problem| {
        let mut form = posted.form.clone();
        form.add(field, Problem::Said(problem));
        ask(&posted, StatusCode::UNPROCESSABLE_ENTITY, form)
    };
    let Some(secret) = super::mailed(&posted, Purpose::Confirm).await? else {
        if linked {
            return Ok(spent(&posted, "/sign-in"));
        }
        return Ok(wrong("code", "problem-code"));
    };
    let email: Email = secret
        .email
        .parse()
        .map_err(|_| Error::Internal("a stored address".into()))?;
    if !throttle::may(&posted, Tried::Password, &email).await? {
        return Ok(wrong("password", "problem-sign-in-throttled"));
    }
    let mut tx = posted.app.db.system_read(&posted.moment).await?;
    let account = person::find_credentials_of(&mut tx, secret.person).await?;
    drop(tx);
    let hash = account.and_then(|account| account.password);
    if !posted.app.passwords.verify(&password, hash.as_deref()).await? {
        return Ok(wrong("password", "problem-sign-in"));
    }
    let mut tx = posted.app.db.system(&posted.moment).await?;
    if !mailed_secret::spend(&mut tx, secret.id).await? {
        return Ok(spent(&posted, "/sign-in"));
    }
    person::confirm(&mut tx, secret.person).await?;
    throttle::right(&posted, &mut tx, email.as_str()).await?;
    super::enter(&posted, tx, secret.person, "/home?done=confirmed").await
}

/// The form, empty or with what is wrong.
pub fn ask(posted: &Posted, status: StatusCode, form: Form) -> Response {
    let page = Confirm {
        form,
        page: posted.page(Section::Elsewhere),
    };
    html_with(status, &page)
}

/// The link opens nothing any more.
pub fn spent(posted: &Posted, again: &'static str) -> Response {
    let page = Spent {
        page: posted.page(Section::Elsewhere),
        again,
    };
    html_with(StatusCode::GONE, &page)
}
