//! `POST /hat`: puts on another of one's hats. The session's token changes with the rights.

use axum::response::{IntoResponse, Redirect};

use crate::{Error, Result, cookies, extract::Posted};

pub async fn post(posted: Posted) -> Result {
    let (app, moment) = (posted.app.clone(), posted.moment.clone());
    let token = posted
        .cookies
        .as_ref()
        .and_then(|cookies| cookies.session.clone());
    let token = token.ok_or_else(|| Error::SignInFirst("/".to_owned(), Vec::new()))?;
    let mut tx = app.db.system(&moment).await?;
    let visitor = store::session::find(&mut tx, &token).await?;
    let visitor = visitor.ok_or_else(|| Error::SignInFirst("/".to_owned(), Vec::new()))?;
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
    cookies::set_session(&app, &mut response, Some(&token));
    Ok(response)
}
