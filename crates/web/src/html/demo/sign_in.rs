//! `POST /demo/sign-in`: signs the visitor in as one of the demo's personas. 404 outside a demo.

use axum::response::{IntoResponse, Redirect};

use crate::{Error, Result, cookies, extract::Posted};

pub async fn post(posted: Posted) -> Result {
    let demo = posted.app.settings.demo.as_ref().ok_or(Error::NotFound)?;
    let chosen = demo
        .personas
        .iter()
        .find(|one| one.shown.slug == posted.form.value("persona"));
    let chosen = chosen.ok_or(Error::NotFound)?;
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let (address, agent) = (&posted.address, &posted.agent);
    let token = store::session::insert(&mut tx, chosen.person, Some(&chosen.hat), address, agent).await?;
    tx.commit().await?;
    let mut response = Redirect::to("/home").into_response();
    cookies::set_session(&posted.app, &mut response, Some(&token));
    Ok(response)
}
