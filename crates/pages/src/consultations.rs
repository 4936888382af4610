//! 気軽に相談: the list, and the form with which somebody asks. A consultation's own page is the dialogue's.

use askama::Template;
use domain::{Coded, Day, Timestamp, audience::Audience, consultation::To, id::DialogueId};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    mails::{self, Letter},
    words::Words,
};

impl Words {
    /// Who is asked.
    pub fn asked_to(self, to: &To) -> &'static str {
        match to {
            To::People => self.consultations_to_people(),
            To::Partner => self.consultations_to_partner(),
            To::Circle => self.consultations_to_circle(),
            To::Town => self.consultations_to_town(),
            To::Network => self.consultations_to_network(),
        }
    }
}

/// One line of the list.
pub struct Line {
    /// The id.
    pub id: DialogueId,
    /// When it was asked.
    pub day: Day,
    /// What about.
    pub title: String,
    /// The town whose record it is.
    pub town: String,
    /// Who asked; empty where it may not be read.
    pub asker: String,
    /// To whom it is open.
    pub audience: Audience,
    /// Whether the reader may read it.
    pub readable: bool,
    /// Whether somebody wrote something.
    pub answered: bool,
}

/// `/consultations`.
#[derive(Template)]
#[template(path = "consultations/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The lines, the newest first.
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader can ask under their hat.
    pub can_ask: bool,
}

/// `/consultations/new`.
#[derive(Template)]
#[template(path = "consultations/new.html")]
pub struct New {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// Whom the reader may ask.
    pub to: Vec<To>,
    /// The people they know.
    pub people: Vec<Choice>,
    /// The title of the challenge it is about.
    pub challenge: Option<String>,
    /// The name of the reader's own town.
    pub town: Option<String>,
    /// Whether the reader asks as a professional.
    pub professional: bool,
    /// When the draft that was put back was kept.
    pub draft: Option<Timestamp>,
}

impl New {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("title", w.consultations_what()),
            ("notes", w.consultations_question()),
            ("to", w.consultations_to()),
            ("person", w.consultations_to_people()),
            ("partner", w.consultations_partner()),
            ("town", w.dialogues_town()),
        ]
    }
}

impl mails::To<'_> {
    /// Somebody asks for advice; to those asked.
    pub fn consultation(&self, asker: &str, title: &str, question: &str, dialogue: DialogueId) -> Letter {
        let page = format!("{}/dialogues/{dialogue}", self.site);
        let text = self.w.mail_consultation(asker, page, question, title);
        self.letter(&self.w.mail_consultation_subject(title), &text)
    }

    /// Somebody wrote something on what the reader asked.
    pub fn answer(&self, name: &str, title: &str, dialogue: DialogueId) -> Letter {
        let page = format!("{}/dialogues/{dialogue}#conversation", self.site);
        let text = self.w.mail_answer(name, page, title);
        self.letter(&self.w.mail_answer_subject(title), &text)
    }
}
