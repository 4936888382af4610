//! `POST /hat`: puts on another of one's hats. The session's token changes with the rights.

use axum::response::{IntoResponse, Redirect};

use crate::{Error, Result, cookies, extract::Posted};

pub async fn post(posted: Posted) -> Result {
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let visitor = posted.signed_in(&mut tx, "/home").await?;
    let chosen = visitor
        .hats
        .iter()
        .find(|worn| worn.hat.code() == posted.form.value("hat"));
    let Some(chosen) = chosen else {
        return Err(Error::NotFound);
    };
    let token = store::session::wear(&mut tx, &visitor, &chosen.hat).await?;
    tx.commit().await?;
    let mut response = Redirect::to("/home").into_response();
    cookies::set_session(&posted.app, &mut response, Some(&token));
    Ok(response)
}
