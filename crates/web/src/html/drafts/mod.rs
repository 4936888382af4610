//! Drafts: what somebody began to type, on the server, for their eyes only.

mod discarded;
mod save;

use domain::id::{DialogueId, TrialId};
use pages::Form;
use store::draft::Draft;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/drafts", save::post),
        Route::post("/drafts/discarded", discarded::post),
    ]
}

/// A form whose text is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The form for a dialogue.
    Dialogue,
    /// The form for a consultation.
    Consultation,
    /// The next message in a dialogue.
    Message(DialogueId),
    /// The next entry of a trial's diary.
    Diary(TrialId),
    /// What one writes first after a trial.
    First(TrialId),
    /// The text made of what each wrote.
    Together(TrialId),
}

impl Place {
    /// Reads the word of a form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('-') {
            Some(("message", id)) => id.parse().ok().map(Self::Message),
            Some(("diary", id)) => id.parse().ok().map(Self::Diary),
            Some(("first", id)) => id.parse().ok().map(Self::First),
            Some(("together", id)) => id.parse().ok().map(Self::Together),
            _ => match text {
                "dialogue" => Some(Self::Dialogue),
                "consultation" => Some(Self::Consultation),
                _ => None,
            },
        }
    }

    /// The word of a form.
    pub fn word(self) -> String {
        match self {
            Self::Dialogue => "dialogue".to_owned(),
            Self::Consultation => "consultation".to_owned(),
            Self::Message(id) => store::message::place(id),
            Self::Diary(id) => format!("diary-{id}"),
            Self::First(id) => format!("first-{id}"),
            Self::Together(id) => format!("together-{id}"),
        }
    }

    /// Where the form stands.
    pub fn path(self) -> String {
        match self {
            Self::Dialogue => "/dialogues/new".to_owned(),
            Self::Consultation => "/consultations/new".to_owned(),
            Self::Message(id) => format!("/dialogues/{id}"),
            Self::Diary(id) => format!("/trials/{id}/diary/new"),
            Self::First(id) => format!("/trials/{id}/reflection"),
            Self::Together(id) => format!("/trials/{id}/reflection/new"),
        }
    }
}

/// What a draft holds, put into a form; the form's own hidden words are not part of it.
pub fn restored(draft: &Draft) -> Form {
    Form::filled(
        form_urlencoded::parse(draft.fields.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned())),
    )
}
