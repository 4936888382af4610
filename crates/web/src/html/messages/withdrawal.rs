//! `POST /messages/{message}/withdrawal`: takes one's own words back.

use domain::dialogue::may_reword;
use store::message::Message;

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Message>) -> Result {
    if !may_reword(&at.viewer(), row.seat) {
        return Err(Error::Forbidden);
    }
    if !row.withdrawn {
        store::message::withdraw(&mut at.tx, &row).await?;
        at.tx.commit().await?;
    }
    Ok(back(&format!("/dialogues/{}", row.dialogue), "message-withdrawn"))
}
