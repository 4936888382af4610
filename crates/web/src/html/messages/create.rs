//! `POST /dialogues/{dialogue}/messages`: says something, by who takes part.

use axum::http::StatusCode;
use domain::{dialogue::may_change, problem::limit};
use pages::Section;
use store::dialogue::{Dialogue, participants};

use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::{dialogues::Content, drafts::Place, once},
};

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !may_change(&at.viewer(), &there) {
        return Err(Error::Forbidden);
    }
    if let Some(answer) = once::taken(&mut at).await? {
        return Ok(answer);
    }
    let mut check = at.check();
    let body = check.prose("body", limit::PROSE);
    if let Err(form) = check.finish() {
        let content = Content::read(&mut at.tx, row).await?;
        let now = at.moment.now;
        let page = content.page(at.page(Section::Dialogues), form, now);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let path = format!("/dialogues/{}", row.id);
    store::message::insert(&mut at.tx, &row, &body).await?;
    store::draft::forget(&mut at.tx, &Place::Message(row.id).word()).await?;
    once::take(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "message-said"))
}
