//! 試行日誌: a trial's diary.

use askama::Template;
use domain::{
    Day, Side, Timestamp,
    id::{EntryId, TrialId},
};

use crate::{
    chrome::Chrome,
    corrections::Beside,
    files::{FileLine, labels},
    form::{Choice, Form},
    text::Prose,
};

/// An entry as it is shown.
pub struct EntryView {
    /// The id.
    pub id: EntryId,
    /// The day it tells of.
    pub day: Day,
    /// The text; nothing where it was taken back.
    pub body: Prose,
    /// Who was there.
    pub there: String,
    /// The trial, on whose diary's page its photos are shown.
    pub trial: TrialId,
    /// Its photos and files, where they are shown.
    pub files: Vec<FileLine>,
    /// How many there are.
    pub hanging: i64,
    /// The words of the voice it is about, where the reader may read them.
    pub voice: Option<Prose>,
    /// Who wrote it; nobody for strangers.
    pub name: String,
    /// Their side.
    pub side: Side,
    /// Whether the reader may look at what it said before.
    pub history: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Whether the reader may write it anew.
    pub mine: bool,
}

/// `/trials/{trial}/diary`.
#[derive(Template)]
#[template(path = "diary/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The trial.
    pub trial: TrialId,
    /// Its title.
    pub title: String,
    /// A page of entries, the newest day first.
    pub entries: Vec<EntryView>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader may write.
    pub can_tell: bool,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

/// `/trials/{trial}/diary/new` and `/diary/{entry}/edit`.
#[derive(Template)]
#[template(path = "diary/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The trial.
    pub trial: TrialId,
    /// The entry that is written anew.
    pub id: Option<EntryId>,
    /// The voices it may be about.
    pub voices: Vec<Choice>,
    /// When the draft was kept that stands in the form.
    pub draft: Option<Timestamp>,
    /// The photos and files that hang on the entry already.
    pub hanging: Vec<FileLine>,
}

impl Edit {
    /// Where the form goes.
    pub fn action(&self) -> String {
        match self.id {
            Some(id) => format!("/diary/{id}"),
            None => format!("/trials/{}/diary", self.trial),
        }
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        let mut all = vec![
            ("day", w.trials_day()),
            ("body", w.diary_body()),
            ("there", w.diary_there()),
            ("voice", w.diary_voice()),
            ("why", w.measurements_why()),
        ];
        all.extend(labels(w, "photo", "photo-caption"));
        all
    }
}

/// `/diary/{entry}/history`.
#[derive(Template)]
#[template(path = "diary/history.html")]
pub struct History {
    /// The chrome.
    pub page: Chrome,
    /// The trial.
    pub trial: TrialId,
    /// Who wrote it.
    pub name: String,
    /// Whether it was taken back, and why.
    pub withdrawn: Option<String>,
    /// Its texts, the newest first: the day told of, the text, who was there.
    pub texts: Vec<(Day, Prose, String)>,
}
