//! `POST /introductions/{introduction}/withdrawal`: its introducer takes it back.

use axum::extract::Path;
use store::introduction::{find, withdraw};

use super::read;
use crate::{
    Error, Result,
    extract::{Posted, back},
};

pub async fn post(Path(typed): Path<String>, posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let (id, now, viewer) = (read(&typed)?, at.moment.now, at.viewer());
    let row = find(&mut at.tx, id, now).await?.ok_or(Error::NotFound)?;
    let part = row.part(viewer.seat()).ok_or(Error::NotFound)?;
    row.course.withdraw(part, now).map_err(|_| Error::Forbidden)?;
    withdraw(&mut at.tx, &row).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/introductions/{id}"), "introduction-withdrawn"))
}
