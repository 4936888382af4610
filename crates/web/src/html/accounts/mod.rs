//! Accounts: signing in, registering, passwords, and what a person sets for themselves.

mod account;
mod confirm;
mod forgot;
mod password;
mod register;
mod reset;
mod sessions;
mod sign_in;
mod throttle;

use axum::response::{IntoResponse, Redirect, Response};
use domain::{Coded, id::PersonId};
use store::{
    SystemTx,
    mailed_secret::{self, MailedSecret, Purpose},
};

use crate::{App, Error, cookies, extract::Posted, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", sign_in::get),
        Route::post("/sign-in", sign_in::post),
        Route::get("/register", register::get),
        Route::post("/register", register::post),
        Route::get("/confirm", confirm::get),
        Route::get("/confirm/{link}", confirm::linked),
        Route::post("/confirm", confirm::post),
        Route::get("/password/forgot", forgot::get),
        Route::post("/password/forgot", forgot::post),
        Route::get("/password/reset", reset::get),
        Route::get("/password/reset/{link}", reset::linked),
        Route::post("/password/reset", reset::post),
        Route::get("/account", account::get),
        Route::post("/account", account::post),
        Route::get("/account/password", password::get),
        Route::post("/account/password", password::post),
        Route::get("/account/sessions", sessions::get),
        Route::post("/account/sessions/endings", sessions::end_others),
        Route::post("/account/sessions/{session}/ending", sessions::end),
    ]
}

/// Signs a person in under the first of their hats within a transaction, commits it, and leads to a page.
pub async fn enter(posted: &Posted, mut tx: SystemTx, person: PersonId, to: &str) -> Result<Response, Error> {
    let hats = store::hat::list(&mut tx, person, posted.moment.today()).await?;
    let hat = hats.first().map(|worn| worn.hat.code());
    let (address, agent) = (&posted.address, &posted.agent);
    let token = store::session::insert(&mut tx, person, hat.as_deref(), address, agent).await?;
    tx.commit().await?;
    let mut response = Redirect::to(to).into_response();
    cookies::set_session(&posted.app, &mut response, Some(&token));
    Ok(response)
}

/// The mailed secret a form speaks of: by the link it came from, or by address and code. A wrong code is counted.
async fn mailed(posted: &Posted, purpose: Purpose) -> Result<Option<MailedSecret>, Error> {
    let now = posted.moment.now;
    let link = posted.form.value("link");
    if !link.is_empty() {
        return opened(&posted.app, &posted.moment, purpose, link).await;
    }
    let Ok(email) = posted.form.value("email").parse() else {
        return Ok(None);
    };
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let Some(owner) = store::person::find_credentials(&mut tx, &email).await? else {
        return Ok(None);
    };
    let Some(secret) = mailed_secret::find_newest(&mut tx, purpose, owner.id).await? else {
        return Ok(None);
    };
    let code: String = posted
        .form
        .value("code")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    if secret.code_works(now)
        && crate::secret::same(&code, &posted.app.secret.code(purpose.code(), secret.id))
    {
        return Ok(Some(secret));
    }
    mailed_secret::miss(&mut tx, secret.id).await?;
    tx.commit().await?;
    Ok(None)
}

/// The mailed secret of a link, while it opens something.
async fn opened(
    app: &App,
    moment: &domain::Moment,
    purpose: Purpose,
    link: &str,
) -> Result<Option<MailedSecret>, Error> {
    let Some(id) = app.secret.linked(purpose.code(), link) else {
        return Ok(None);
    };
    let mut tx = app.db.system_read(moment).await?;
    let found = mailed_secret::find(&mut tx, id).await?;
    Ok(found.filter(|secret| secret.purpose == purpose && secret.link_works(moment.now)))
}
