//! `GET /invitations/{link}`, `POST /invitations/{link}`: the link shows that the mail was read, so the address counts as
//! confirmed. Whoever has an account accepts with it; others choose a password.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{Hat, Moment, email::Email, id::PersonId, problem::limit};
use pages::{
    Chrome, Form, Section,
    accounts::Spent,
    joining::{Invitation as Page, Needs},
};
use store::{
    invitation::{self, Invitation},
    person::{self, Credentials, NewPerson},
};

use crate::{
    App, Error, INVITATION, Result, cookies,
    extract::{Posted, Reading, html, html_with},
};

/// The invitation of a link with the account of its address, while it can be accepted.
async fn opened(app: &App, moment: &Moment, link: &str) -> Result<Option<(Invitation, Option<Credentials>)>> {
    let Some(id) = app.secret.linked(INVITATION, link) else {
        return Ok(None);
    };
    let mut tx = app.db.system_read(moment).await?;
    let found = invitation::find(&mut tx, id).await?;
    let Some(row) = found.filter(|row| row.is_open(moment.now)) else {
        return Ok(None);
    };
    let email: Email = row
        .email
        .parse()
        .map_err(|_| Error::Internal("a stored address".into()))?;
    let account = person::find_credentials(&mut tx, &email).await?;
    Ok(Some((row, account)))
}

fn needs(me: Option<PersonId>, account: Option<&Credentials>) -> Needs {
    match account {
        Some(account) if Some(account.id) == me => Needs::Nothing,
        Some(account) if account.confirmed => Needs::SignIn,
        _ => Needs::Account,
    }
}

fn page(page: Chrome, form: Form, link: String, row: &Invitation, needs: Needs) -> Page {
    Page {
        page,
        form,
        link,
        town: row.town_name.clone(),
        place: format!("{}　{}　{}", row.town_name, row.department, row.title),
        email: row.email.clone(),
        needs,
    }
}

pub async fn get(Path(link): Path<String>, at: Reading) -> Result {
    let Some((row, account)) = opened(&at.app, &at.moment, &link).await? else {
        let page = Spent {
            page: at.page(Section::Elsewhere),
            again: "/",
        };
        return Ok(html_with(StatusCode::GONE, &page));
    };
    let needs = needs(at.viewer().person, account.as_ref());
    let form = Form::new().or("name", row.name.clone());
    Ok(html(&page(at.page(Section::Elsewhere), form, link, &row, needs)))
}

pub async fn post(Path(link): Path<String>, posted: Posted) -> Result {
    let Some((row, account)) = opened(&posted.app, &posted.moment, &link).await? else {
        let page = Spent {
            page: posted.page(Section::Elsewhere),
            again: "/",
        };
        return Ok(html_with(StatusCode::GONE, &page));
    };
    let me = me(&posted).await?;
    let done = format!("/towns/{}/people?done=town-joined", row.town);
    match needs(me, account.as_ref()) {
        Needs::SignIn => Ok(Redirect::to(&format!("/sign-in?to=/invitations/{link}")).into_response()),
        Needs::Nothing => {
            let tx = posted.app.db.system(&posted.moment).await?;
            let me = me.ok_or(Error::NotFound)?;
            let tx = invitation::accept(tx, &row, me).await?.ok_or(Error::Contended)?;
            tx.commit().await?;
            put_on(&posted, &row, &done).await
        }
        Needs::Account => {
            let mut check = posted.check();
            let name = check.line("name", limit::LINE);
            let password = check.new_password("new-password", &row.email);
            if let Err(form) = check.finish() {
                let page = page(posted.page(Section::Elsewhere), form, link, &row, Needs::Account);
                return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
            }
            let hash = posted.app.passwords.hash(&password, &posted.moment).await?;
            let person = account_of(&posted, &row, &name, &hash).await?;
            let tx = posted.app.db.system(&posted.moment).await?;
            let tx = invitation::accept(tx, &row, person)
                .await?
                .ok_or(Error::Contended)?;
            tx.commit().await?;
            let tx = posted.app.db.system(&posted.moment).await?;
            crate::html::accounts::enter(&posted, tx, person, &done).await
        }
    }
}

/// Makes the account of the invited address, confirmed: its mail was read.
async fn account_of(posted: &Posted, row: &Invitation, name: &str, hash: &str) -> Result<PersonId> {
    let email: Email = row
        .email
        .parse()
        .map_err(|_| Error::Internal("a stored address".into()))?;
    let new = NewPerson {
        name,
        kana: "",
        email: Some(&email),
        password: Some(hash),
        confirmed: true,
        locale: posted.w.locale.as_str(),
    };
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let id = match person::find_credentials(&mut tx, &email).await? {
        Some(account) if account.confirmed => return Err(Error::Contended),
        Some(account) => {
            person::begin_again(&mut tx, account.id, &new).await?;
            person::confirm(&mut tx, account.id).await?;
            account.id
        }
        None => person::register(&mut tx, &new).await?,
    };
    tx.commit().await?;
    Ok(id)
}

/// Puts the new hat on, with a new token for the new rights, and leads to a page.
async fn put_on(posted: &Posted, row: &Invitation, to: &str) -> Result {
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let visitor = posted.signed_in(&mut tx, to).await?;
    let of_town = |hat: &Hat| matches!(hat, Hat::Staff { town, .. } if *town == row.town);
    let new = visitor.hats.iter().map(|worn| worn.hat).find(of_town);
    let token = store::session::wear(&mut tx, &visitor, &new.ok_or(Error::NotFound)?).await?;
    tx.commit().await?;
    let mut response = Redirect::to(to).into_response();
    cookies::set_session(&posted.app, &mut response, Some(&token));
    Ok(response)
}

/// Whoever is signed in.
async fn me(posted: &Posted) -> Result<Option<PersonId>> {
    let mut tx = posted.app.db.system_read(&posted.moment).await?;
    Ok(posted.visitor(&mut tx).await?.map(|visitor| visitor.person))
}
