//! `POST /dialogues/{dialogue}/voices`: one more voice, by who took part.

use axum::http::StatusCode;
use domain::dialogue::may_change;
use pages::Section;
use store::{
    dialogue::{Dialogue, participants},
    voice::NewVoice,
};

use super::{TypedVoice, show::Content};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !may_change(&at.viewer(), &there) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let voice = TypedVoice::read(&mut check, true);
    if let Err(form) = check.finish() {
        let content = Content::read(&mut at.tx, row).await?;
        let now = at.moment.now;
        let page = content.page(at.page(Section::Dialogues), form, now);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if let Some(TypedVoice {
        words,
        speaker: Some(speaker),
        described,
        consent: Some(consent),
    }) = voice
    {
        let new = NewVoice {
            town: row.town,
            dialogue: Some(row.id),
            challenge: row.challenge,
            words: &words,
            speaker,
            described: &described,
            consent,
        };
        store::voice::insert(&mut at.tx, &new).await?;
        at.tx.commit().await?;
    }
    Ok(back(&format!("/dialogues/{}", row.id), "voice-heard"))
}
