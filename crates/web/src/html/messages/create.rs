//! `POST /dialogues/{dialogue}/messages`: says something, by who takes part, with photos and files.

use axum::http::StatusCode;
use domain::{
    consultation::may_answer,
    dialogue::{Kind, presence},
    event::RecordKind,
    problem::limit,
};
use pages::Section;
use store::{
    attachment::On,
    dialogue::{Dialogue, confirm, participants},
};

use crate::{
    Error, Result,
    extract::{Carrying, back, html_with},
    html::{
        dialogues::{Content, logged},
        drafts::Place,
        once,
    },
};

pub async fn post(Carrying { mut at, row, files }: Carrying<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    let viewer = at.viewer();
    if !may_answer(&viewer, row.kind, &there) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    // A photo may speak for itself.
    let body = if files.any("attached") {
        check.prose_or_none("body", limit::PROSE)
    } else {
        check.prose("body", limit::PROSE)
    };
    let caption = files.check(&mut check, "attached");
    let told = check.prose_or_none("told", limit::PARAGRAPH);
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
    let id = store::message::insert(&mut at.tx, &row, &body).await?;
    let on = On {
        town: row.town,
        kind: RecordKind::Message,
        record: id.uuid(),
    };
    files.hang(&mut at, on, "attached", &caption).await?;
    logged::words(&mut at, &row, &told).await?;
    store::draft::forget(&mut at.tx, &Place::Message(row.id).word()).await?;
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "message-said"))
}
