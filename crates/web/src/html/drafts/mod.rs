//! Drafts: what somebody began to type, on the server, for their eyes only.

mod discarded;
mod save;

use domain::id::DialogueId;
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
}

impl Place {
    /// Reads the word of a form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("message-") {
            Some(id) => id.parse().ok().map(Self::Message),
            None => match text {
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
        }
    }

    /// Where the form stands.
    pub fn path(self) -> String {
        match self {
            Self::Dialogue => "/dialogues/new".to_owned(),
            Self::Consultation => "/consultations/new".to_owned(),
            Self::Message(id) => format!("/dialogues/{id}"),
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
