//! `POST /field/photos/{dialogue}`: a photo taken without a network, sent by the page's script, once.

use axum::http::StatusCode;
use domain::Problem;
use serde_json::json;
use store::dialogue::Dialogue;

use super::Became;
use crate::{
    Error, Result,
    extract::{Carrier, Carrying},
    html::once,
};

pub async fn post(Carrying { mut at, row, files }: Carrying<Dialogue>) -> Result {
    if !Dialogue::may_carry(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    let taken = Became::Photo(row.id);
    if once::became(&mut at).await?.is_some() {
        let answer = json!({ "again": true, "path": taken.path() });
        return Ok(super::answer(StatusCode::OK, &answer));
    }
    let worn = super::is_worn(&at);
    let mut check = at.check();
    if !worn {
        check.add("file", Problem::Said("problem-field-hat"));
    }
    let caption = files.check(&mut check, "file");
    if check.is_well() && !files.any("file") {
        check.add("file", Problem::Missing);
    }
    if let Err(form) = check.finish() {
        return Ok(super::refused(at.w, &form));
    }
    files.hang(&mut at, (&row).into(), "file", &caption).await?;
    once::remember(&mut at, &taken.remembered()).await?;
    at.tx.commit().await?;
    Ok(super::answer(StatusCode::OK, &json!({ "path": taken.path() })))
}
