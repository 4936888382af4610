//! `POST /dialogues/{dialogue}/presence`: "I was there".

use domain::dialogue::may_confirm;
use store::dialogue::{Dialogue, confirm, participants};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let viewer = at.viewer();
    let there = participants(&mut at.tx, row.town, row.id).await?;
    let (true, Some(side)) = (may_confirm(&viewer, row.town, &there), viewer.side()) else {
        return Err(Error::Forbidden);
    };
    let name = at.signed_in()?.name.clone();
    confirm(&mut at.tx, &row, &name, side.into()).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/dialogues/{}", row.id), "dialogue-confirmed"))
}
