//! Voices left with a town: the form for everyone, the town's staff looking at them, and the author's receipt.

mod challenge;
mod index;
mod leave;
mod receipt;
mod reviews;
mod show;
mod town;
mod withdrawal;

use domain::{id::VoiceId, letter::Channel};
use pages::{letters::Spoken, text::Prose};
use store::{ReadTx, voice::Voice};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/towns/{code}/voice", leave::get),
        Route::post("/towns/{code}/voice", leave::post),
        Route::get("/towns/{code}/voices", town::get),
        Route::get("/towns/{code}/letters", index::get),
        Route::get("/letters/{letter}", show::get),
        Route::post("/letters/{letter}/reviews", reviews::post),
        Route::post("/letters/{letter}/challenge", challenge::post),
        Route::get("/voice", receipt::ask),
        Route::post("/voice", receipt::find),
        Route::get("/voice/{receipt}", receipt::get),
        Route::post("/voice/{receipt}/withdrawal", withdrawal::post),
    ]
}

/// A voice that was left with a town, not heard in a dialogue.
pub struct Letter(pub Voice);

impl Subject for Letter {
    type Key = VoiceId;
    const PARAMETER: &'static str = "letter";

    async fn find(tx: &mut ReadTx, key: VoiceId) -> store::Result<Option<Self>> {
        let found = store::voice::find(tx, key).await?;
        Ok(found.filter(|voice| voice.channel != Channel::Dialogue).map(Self))
    }
}

fn spoken(voice: &Voice) -> Spoken {
    Spoken {
        id: voice.id,
        words: Prose::of(&voice.words),
        speaker: voice.speaker,
        described: voice.described.clone(),
        channel: voice.channel,
        consent: voice.consent,
        standing: voice.standing,
        day: voice.recorded_at.day(),
    }
}
