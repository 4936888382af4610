//! `POST /voices/{voice}/opening`: the town opens a voice as far as its speaker agreed, or takes it back.

use axum::http::StatusCode;
use domain::{Coded, audience::Audience, id::VoiceId, letter::Channel, problem::limit, voice::may_moderate};
use pages::{Section, dialogues::closing};
use store::{ReadTx, voice::Voice};

use super::Content;
use crate::{
    Error, Result,
    extract::{Acting, Subject, back, html_with},
};

impl Subject for Voice {
    type Key = VoiceId;
    const PARAMETER: &'static str = "voice";

    async fn find(tx: &mut ReadTx, key: VoiceId) -> store::Result<Option<Self>> {
        store::voice::find(tx, key).await
    }
}

pub async fn post(Acting { mut at, row }: Acting<Voice>) -> Result {
    // What was left with the town is opened by looking at it by its criteria. Whoever may not moderate at all is told so
    // whatever they sent.
    if row.channel != Channel::Dialogue
        || !may_moderate(&at.viewer(), row.town, row.consent, row.consent.at_first())
    {
        return Err(Error::Forbidden);
    }
    let audience = Audience::parse(at.form.value("audience")).ok_or(Error::BadRequest)?;
    if !may_moderate(&at.viewer(), row.town, row.consent, audience) {
        return Err(Error::Forbidden);
    }
    // Opening follows the published criteria, which stand beside the button; closing says why.
    let mut reason = String::new();
    if audience < row.audience {
        let mut check = at.check();
        reason = check.line(&closing(row.id), limit::LINE);
        if let Err(form) = check.finish() {
            let id = row.dialogue.ok_or(Error::NotFound)?;
            let dialogue = store::dialogue::find(&mut at.tx, id)
                .await?
                .ok_or(Error::NotFound)?;
            let (content, now) = (Content::read(&mut at.tx, dialogue).await?, at.moment.now);
            let page = content.page(at.page(Section::Dialogues), form, now);
            return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    }
    store::voice::open(&mut at.tx, &row, audience, &reason).await?;
    at.tx.commit().await?;
    let done = if audience > row.audience {
        "voice-opened"
    } else {
        "voice-closed"
    };
    let path = row
        .dialogue
        .map_or_else(|| "/dialogues".to_owned(), |id| format!("/dialogues/{id}"));
    Ok(back(&path, done))
}
