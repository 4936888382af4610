//! `GET /account/sessions` and the endings: the browsers a person is signed in with.

use axum::extract::Path;
use domain::id::SessionId;
use pages::{
    Section,
    accounts::{SessionLine, Sessions},
};
use store::session;

use crate::{
    Error, Result,
    extract::{Posted, SignedIn, back, html},
};

pub async fn get(SignedIn(mut at): SignedIn) -> Result {
    let visitor = at.visitor.clone().ok_or(Error::NotFound)?;
    let now = at.moment.now;
    let lines = session::list(&mut at.tx, visitor.person, now).await?;
    let sessions = lines
        .into_iter()
        .map(|line| SessionLine {
            this: line.id == visitor.session,
            id: line.id,
            agent: line.agent,
            address: line.address,
            began: line.created_at,
            seen: line.seen_at,
        })
        .collect();
    Ok(html(&Sessions {
        page: at.page(Section::Elsewhere),
        sessions,
    }))
}

/// `POST /account/sessions/{session}/ending`.
pub async fn end(Path(id): Path<String>, posted: Posted) -> Result {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    let (mut tx, visitor) = visitor(&posted).await?;
    if !session::delete(&mut tx, &visitor, id).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(back("/account/sessions", "session-ended"))
}

/// `POST /account/sessions/endings`.
pub async fn end_others(posted: Posted) -> Result {
    let (mut tx, visitor) = visitor(&posted).await?;
    session::delete_others(&mut tx, &visitor).await?;
    tx.commit().await?;
    Ok(back("/account/sessions", "session-ended"))
}

async fn visitor(posted: &Posted) -> Result<(store::SystemTx, session::Visitor)> {
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let visitor = posted.signed_in(&mut tx, "/account/sessions").await?;
    Ok((tx, visitor))
}
