//! `POST /voices/{voice}/opening`: the town opens a voice as far as its speaker agreed, or takes it back.

use domain::{Coded, audience::Audience, id::VoiceId, letter::Channel, voice::may_moderate};
use store::{ReadTx, voice::Voice};

use crate::{
    Error, Result,
    extract::{Acting, Subject, back},
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
    store::voice::open(&mut at.tx, &row, audience, "").await?;
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
