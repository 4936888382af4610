//! `POST /sign-out`: ends this session.

use axum::response::{IntoResponse, Redirect};

use crate::{Result, cookies, extract::Posted};

pub async fn post(posted: Posted) -> Result {
    let token = posted
        .cookies
        .as_ref()
        .and_then(|cookies| cookies.session.clone());
    if let Some(token) = token {
        let mut tx = posted.app.db.system(&posted.moment).await?;
        if let Some(visitor) = store::session::find(&mut tx, &token).await? {
            store::session::delete(&mut tx, &visitor, visitor.session).await?;
            tx.commit().await?;
        }
    }
    let mut response = Redirect::to("/").into_response();
    cookies::set_session(&posted.app, &mut response, None);
    Ok(response)
}
