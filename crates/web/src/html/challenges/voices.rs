//! `GET /challenges/{challenge}/voices`: every voice of a challenge the viewer may hear, the newest first.

use pages::{
    Section,
    challenges::{Heard, Voices},
    text::Prose,
};
use store::{challenge::Challenge, voice};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
    html::publishing::beside,
};

pub async fn get(Seen { mut at, row }: Seen<Challenge>, query: Query) -> Result {
    if !row.full {
        return Err(Error::NotFound);
    }
    let found = voice::of_challenge(&mut at.tx, row.town, row.id, query.cursor().as_ref()).await?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.id), row.audience).await?;
    let page = at.page(Section::Challenges);
    let w = page.w;
    Ok(html(&Voices {
        next: found
            .next
            .map(|cursor| format!("/challenges/{}/voices?after={}", row.id, cursor.encode())),
        voices: found
            .rows
            .into_iter()
            .map(|heard| Heard {
                id: heard.voice.id,
                words: Prose::of(&heard.voice.words),
                speaker: w.speaker(&heard.voice.speaker),
                dialogue: heard.voice.dialogue.filter(|_| heard.dialogue_open),
                described: heard.voice.described,
            })
            .collect(),
        beside,
        town: row.town,
        card: super::card(&row),
        page,
    }))
}
