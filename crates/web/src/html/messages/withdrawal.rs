//! `POST /messages/{message}/withdrawal`: takes one's own words back, with the files that came with them.

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
        store::attachment::withdraw_of(&mut at.tx, (&row).into()).await?;
        store::message::withdraw(&mut at.tx, &row).await?;
        at.tx.commit().await?;
    }
    Ok(back(&format!("/dialogues/{}", row.dialogue), "message-withdrawn"))
}
