//! `GET /register`, `POST /register`: makes an account that waits for its address to be confirmed. The answer is the
//! same whether or not the address has an account; its owner learns it by mail.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{Problem, email::Email, problem::limit};
use pages::{Form, Section, accounts::Register};
use store::{
    mailed_secret::{self, Purpose},
    person::{self, NewPerson},
};

use super::{
    sign_in::HOME,
    throttle::{self, Tried},
};
use crate::{
    Result,
    extract::{Posted, Reading, html, html_with},
};

pub async fn get(at: Reading) -> Result {
    if at.visitor.is_some() {
        return Ok(Redirect::to(HOME).into_response());
    }
    Ok(html(&Register {
        form: Form::new(),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let mut check = posted.check();
    let name = check.line("name", limit::LINE);
    let kana = check.line_or_none("kana", limit::LINE);
    let email = check.email("email");
    let password = check.new_password("password", email.as_ref().map_or("", Email::as_str));
    let checked = check.finish();
    let (Ok(()), Some(email)) = (&checked, email) else {
        return Ok(refused(&posted, checked.err().unwrap_or_default()));
    };
    if !throttle::may(&posted, Tried::Mail, &email).await? {
        let mut form = posted.form.clone();
        form.add("email", Problem::Said("problem-mails-throttled"));
        return Ok(refused(&posted, form));
    }
    let hash = posted.app.passwords.hash(&password, &posted.moment).await?;
    let new = NewPerson {
        name: &name,
        kana: &kana,
        email: Some(&email),
        password: Some(&hash),
        confirmed: false,
        locale: posted.w.locale.as_str(),
    };
    let mut tx = posted.app.db.system(&posted.moment).await?;
    match person::find_credentials(&mut tx, &email).await? {
        Some(account) if account.confirmed => person::note_registered_again(&mut tx, account.id).await?,
        Some(account) => {
            person::begin_again(&mut tx, account.id, &new).await?;
            mailed_secret::insert(&mut tx, Purpose::Confirm, account.id).await?;
        }
        None => {
            let id = person::register(&mut tx, &new).await?;
            mailed_secret::insert(&mut tx, Purpose::Confirm, id).await?;
        }
    }
    tx.commit().await?;
    let form = Form::new().or("email", email.as_str());
    Ok(super::confirm::ask(&posted, StatusCode::OK, form))
}

fn refused(posted: &Posted, form: Form) -> axum::response::Response {
    let page = Register {
        form,
        page: posted.page(Section::Elsewhere),
    };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
