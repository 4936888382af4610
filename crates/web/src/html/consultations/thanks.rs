//! `POST /dialogues/{dialogue}/thanks`: whoever asked says thank you, in a word of the conversation like any other.

use domain::consultation::asked;
use store::dialogue::{Dialogue, participants};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !asked(&at.viewer(), row.kind, &there) {
        return Err(Error::Forbidden);
    }
    let words = at.w.consultations_thanks();
    store::message::insert(&mut at.tx, &row, words).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/dialogues/{}", row.id), "thanked"))
}
