//! `POST /files/{attachment}/withdrawal`: takes one's own file back.

use store::attachment::{Attachment, withdraw};

use super::{page_of, theirs};
use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Attachment>) -> Result {
    if !theirs(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    withdraw(&mut at.tx, &row).await?;
    at.tx.commit().await?;
    Ok(back(&page_of(&row), "file-withdrawn"))
}
