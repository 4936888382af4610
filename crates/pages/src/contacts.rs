//! 接触記録: a town's contacts with its partners.

use askama::Template;
use domain::{Day, MunicipalityCode, contact::Means, dialogue::Kind, id::DialogueId};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    words::Words,
};

impl Words {
    /// By which means people were in contact.
    pub fn means(self, means: &Means) -> &'static str {
        match means {
            Means::Telephone => self.means_telephone(),
            Means::Counter => self.means_counter(),
            Means::Mail => self.means_mail(),
            Means::Online => self.means_online(),
            Means::Other => self.means_other(),
        }
    }
}

/// How people were in contact.
#[derive(Clone, Copy)]
pub enum How {
    /// In a dialogue.
    Dialogue(Kind),
    /// By other means.
    Means(Means),
}

impl How {
    /// In words.
    pub fn words(self, w: &Words) -> &'static str {
        match self {
            Self::Dialogue(kind) => w.dialogue_kind(&kind),
            Self::Means(means) => w.means(&means),
        }
    }
}

/// A line of the log.
pub struct Line {
    /// When.
    pub day: Day,
    /// How.
    pub how: How,
    /// With whom.
    pub partner: String,
    /// Who was there.
    pub who: String,
    /// What it was about.
    pub subject: String,
    /// What was told about a procedure.
    pub told: String,
    /// The dialogue.
    pub dialogue: Option<DialogueId>,
}

/// `/towns/{code}/contacts`.
#[derive(Template)]
#[template(path = "contacts/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub code: MunicipalityCode,
    /// Its name.
    pub town: String,
    /// What the log is narrowed to.
    pub form: Form,
    /// The partners to choose from; for the town's staff.
    pub partners: Vec<Choice>,
    /// The lines of this page.
    pub lines: Vec<Line>,
    /// The address of the export.
    pub export: String,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader is of the town's staff.
    pub staff: bool,
}

/// `/towns/{code}/contacts/new`.
#[derive(Template)]
#[template(path = "contacts/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub code: MunicipalityCode,
    /// What is typed.
    pub form: Form,
    /// The partners to choose from.
    pub partners: Vec<Choice>,
    /// The challenges to choose from.
    pub challenges: Vec<Choice>,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("means", w.contacts_how()),
            ("held_on", w.contacts_day()),
            ("partner", w.contacts_partner()),
            ("partner_name", w.contacts_partner_name()),
            ("challenge", w.contacts_challenge()),
            ("who", w.contacts_who()),
            ("subject", w.contacts_subject()),
            ("told", w.contacts_told()),
        ]
    }
}
