//! `POST /dialogues/{dialogue}/messages`: says something, by who takes part.

use axum::http::StatusCode;
use domain::{
    consultation::may_answer,
    dialogue::{Kind, presence},
    problem::limit,
};
use pages::Section;
use store::dialogue::{Dialogue, confirm, participants};

use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::{dialogues::Content, drafts::Place, once},
};

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    let viewer = at.viewer();
    if !may_answer(&viewer, row.kind, &there) {
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
    // Whoever answers a consultation takes part in it from then on.
    let is_there = |seat| {
        there
            .iter()
            .any(|one| one.confirmed && one.account.is_some_and(|(_, sat)| Some(sat) == seat))
    };
    if row.kind == Kind::Consultation
        && !is_there(viewer.seat())
        && let Some(presence) = presence(&viewer)
    {
        let name = at.signed_in()?.name.clone();
        confirm(&mut at.tx, &row, &name, presence).await?;
    }
    store::message::insert(&mut at.tx, &row, &body).await?;
    store::draft::forget(&mut at.tx, &Place::Message(row.id).word()).await?;
    once::take(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "message-said"))
}
