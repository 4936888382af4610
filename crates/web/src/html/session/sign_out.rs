//! `POST /sign-out`: ends this session.

use axum::response::{IntoResponse, Redirect};

use crate::{Result, cookies, extract::Posted};

pub async fn post(posted: Posted) -> Result {
    let mut tx = posted.app.db.system(&posted.moment).await?;
    if let Some(visitor) = posted.visitor(&mut tx).await? {
        store::session::delete(&mut tx, &visitor, visitor.session).await?;
        tx.commit().await?;
    }
    let mut response = Redirect::to("/").into_response();
    cookies::set_session(&posted.app, &mut response, None);
    Ok(response)
}
