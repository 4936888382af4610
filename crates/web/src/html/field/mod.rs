//! 現地メモ: a page for a telephone that also works without a network. What is written there waits on the telephone and is
//! sent once; docs/adr/0005-field-notes.md says how.

mod changes;
mod create;
mod index;
mod manifest;
mod offline;
mod photos;
mod state;
mod worker;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Day,
    id::{DialogueId, MessageId, PersonId, VoiceId},
};
use pages::{Form, Words};
use serde_json::{Value, json};
use store::{
    ReadTx,
    dialogue::{Along, along},
    session::Visitor,
};

use crate::{app::App, extract::Writing, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/field", index::get),
        Route::post("/field", create::post),
        Route::post("/field/changes", changes::post),
        Route::post("/field/photos/{dialogue}", photos::post),
        Route::get("/field/state", state::get),
        Route::get("/field/offline", offline::get),
        Route::get("/sw.js", worker::get),
        Route::get("/manifest.webmanifest", manifest::get),
    ]
}

/// The name under which a browser keeps what a person wrote: it says nothing about them elsewhere.
fn owner(app: &App, person: PersonId) -> String {
    app.secret.token("field-owner", person.uuid().as_bytes())
}

/// The code of the hat worn, and how the page calls it.
fn hat(visitor: &Visitor) -> (String, String) {
    let code = visitor.hat.map(|hat| hat.code()).unwrap_or_default();
    let worn = visitor.hats.iter().find(|worn| Some(worn.hat) == visitor.hat);
    let named = worn.map(|worn| format!("{} {}", worn.organisation, worn.title));
    (code, named.unwrap_or_default().trim().to_owned())
}

/// The dialogues taken along on a day.
async fn visits(tx: &mut ReadTx, today: Day) -> store::Result<Vec<Along>> {
    let (first, last) = domain::field::taken_along(today);
    along(tx, first, last).await
}

/// Whether the form was written under the hat its sender wears now.
fn is_worn(at: &Writing) -> bool {
    let written = at.form.value("hat");
    written.is_empty() || at.viewer().hat.is_some_and(|hat| hat.code() == written)
}

/// An answer to a script, kept by nobody.
fn answer(status: StatusCode, value: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, value.to_string()).into_response()
}

/// What is wrong with a form, in the reader's words.
fn refused(w: Words, form: &Form) -> Response {
    let problems: Vec<Value> = form
        .problems()
        .iter()
        .map(|(name, problem)| json!({ "field": name, "words": w.plain().problem(problem) }))
        .collect();
    answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "problems": problems }))
}

/// What a form's word led to, as it is remembered: an address, and what exactly stands there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Became {
    /// A visit that began.
    Visit(DialogueId),
    /// A message in a dialogue.
    Message(DialogueId, MessageId),
    /// A voice heard in a dialogue.
    Voice(DialogueId, VoiceId),
    /// A photo that hangs on a dialogue.
    Photo(DialogueId),
}

impl Became {
    fn read(remembered: &str) -> Option<Self> {
        let (path, part) = remembered.split_once('#').unwrap_or((remembered, ""));
        let dialogue = path.strip_prefix("/dialogues/")?.parse().ok()?;
        Some(match part.split_once('-') {
            Some(("message", id)) => Self::Message(dialogue, id.parse().ok()?),
            Some(("voice", id)) => Self::Voice(dialogue, id.parse().ok()?),
            None if part == "photo" => Self::Photo(dialogue),
            _ => Self::Visit(dialogue),
        })
    }

    fn remembered(self) -> String {
        let path = self.path();
        match self {
            Self::Visit(_) => path,
            Self::Message(_, id) => format!("{path}#message-{id}"),
            Self::Voice(_, id) => format!("{path}#voice-{id}"),
            Self::Photo(_) => format!("{path}#photo"),
        }
    }

    /// The dialogue it stands in.
    const fn dialogue(self) -> DialogueId {
        let (Self::Visit(dialogue)
        | Self::Message(dialogue, _)
        | Self::Voice(dialogue, _)
        | Self::Photo(dialogue)) = self;
        dialogue
    }

    /// The address of the dialogue.
    fn path(self) -> String {
        format!("/dialogues/{}", self.dialogue())
    }

    /// The message, for writing it anew later.
    fn message(self) -> Option<String> {
        match self {
            Self::Message(_, id) => Some(id.to_string()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_word_led_to_is_read_as_it_was_remembered() {
        let moment = store::testing::moment();
        let dialogue = DialogueId::new(&moment);
        for became in [
            Became::Visit(dialogue),
            Became::Message(dialogue, MessageId::new(&moment)),
            Became::Voice(dialogue, VoiceId::new(&moment)),
            Became::Photo(dialogue),
        ] {
            assert_eq!(Became::read(&became.remembered()), Some(became));
        }
        for foreign in ["", "/challenges/1", "/dialogues/x", "/dialogues/"] {
            assert_eq!(Became::read(foreign), None, "{foreign}");
        }
    }
}
