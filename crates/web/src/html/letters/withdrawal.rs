//! `POST /voice/{receipt}/withdrawal`: its author takes a voice back; nobody reads it any more.

use axum::extract::Path;
use domain::Viewer;
use store::letter;

use super::receipt::found;
use crate::{
    Error, Result,
    extract::{Posted, back},
};

pub async fn post(Path(typed): Path<String>, posted: Posted) -> Result {
    let anyone = posted.app.db.for_viewer(Viewer::ANYONE);
    let mut tx = anyone.write(&posted.moment).await?;
    let (receipt, voice) = found(&posted.app, &mut tx, &typed)
        .await?
        .ok_or(Error::NotFound)?;
    if voice.standing.is_withdrawable() {
        if !letter::withdraw(&mut tx, &voice).await? {
            return Err(Error::Contended);
        }
        tx.commit().await?;
    }
    Ok(back(&format!("/voice/{}", receipt.shown()), "voice-withdrawn"))
}
