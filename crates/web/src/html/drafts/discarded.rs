//! `POST /drafts/discarded`: deletes a draft.

use super::Place;
use crate::{
    Error, Result,
    extract::{Posted, back},
};

pub async fn post(posted: Posted) -> Result {
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let visitor = posted.signed_in(&mut tx, "/").await?;
    let place = Place::parse(posted.form.value("place")).ok_or(Error::BadRequest)?;
    store::draft::discard(&mut tx, visitor.person, &place.word()).await?;
    tx.commit().await?;
    Ok(back(&place.path(), "draft-discarded"))
}
