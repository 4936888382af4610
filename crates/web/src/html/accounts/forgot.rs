//! `GET /password/forgot`, `POST /password/forgot`: sends a mail with which a new password can be set. The answer is the
//! same whether or not the address has an account.

use axum::http::StatusCode;
use domain::Problem;
use pages::{Form, Section, accounts::Forgot};
use store::{
    mailed_secret::{self, Purpose},
    person,
};

use super::throttle::{self, Tried};
use crate::{
    Result,
    extract::{Posted, Reading, html, html_with},
};

pub async fn get(at: Reading) -> Result {
    Ok(html(&Forgot {
        form: Form::new(),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let mut check = posted.check();
    let email = check.email("email");
    let checked = check.finish();
    let (Ok(()), Some(email)) = (&checked, email) else {
        return Ok(refused(&posted, checked.err().unwrap_or_default()));
    };
    if !throttle::may(&posted, Tried::Mail, &email).await? {
        let mut form = posted.form.clone();
        form.add("email", Problem::Said("problem-mails-throttled"));
        return Ok(refused(&posted, form));
    }
    let mut tx = posted.app.db.system(&posted.moment).await?;
    if let Some(account) = person::find_credentials(&mut tx, &email).await? {
        mailed_secret::insert(&mut tx, Purpose::Reset, account.id).await?;
    }
    tx.commit().await?;
    let form = Form::new().or("email", email.as_str());
    Ok(super::reset::ask(&posted, StatusCode::OK, form))
}

fn refused(posted: &Posted, form: Form) -> axum::response::Response {
    let page = Forgot {
        form,
        page: posted.page(Section::Elsewhere),
    };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
