//! 訂正: what stands corrected beside what is open, whom to tell of a mistake, and requests from outside.

use askama::Template;
use domain::{
    MunicipalityCode, Timestamp,
    correction::{Outcome, Remark},
    id::{ChallengeId, CorrectionRequestId},
    viewer::Side,
};

use crate::{
    challenges::Card,
    chrome::Chrome,
    form::{Choice, Form},
    words::Words,
};

impl Words {
    /// What kind of remark it is.
    pub fn remark(self, remark: &Remark) -> &'static str {
        match remark {
            Remark::Correction => self.corrections_correction(),
            Remark::Notice => self.corrections_notice(),
        }
    }

    /// What a request came to.
    pub fn correction_outcome(self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Corrected => self.corrections_corrected(),
            Outcome::Stays => self.corrections_stays(),
        }
    }
}

/// A remark on a piece.
pub struct Remarked {
    /// What kind.
    pub remark: Remark,
    /// What it says.
    pub words: String,
    /// Why.
    pub reason: String,
    /// The side whose hand made it.
    pub side: Side,
    /// When.
    pub at: Timestamp,
}

/// Whom to tell of a mistake.
pub struct ContactView {
    /// The office.
    pub office: String,
    /// Its address for mail; may be empty.
    pub email: String,
    /// Its telephone; may be empty.
    pub telephone: String,
    /// A page of the town's; may be empty.
    pub site: String,
}

/// What stands beside a published piece.
#[derive(Default)]
pub struct Beside {
    /// Whether the piece is public: nothing stands beside others.
    pub published: bool,
    /// The remarks, the latest first.
    pub corrections: Vec<Remarked>,
    /// Whom to tell of a mistake.
    pub contact: Option<ContactView>,
    /// Where anyone can write that something is wrong.
    pub request: Option<String>,
    /// Where the reader can make a remark with their own hand.
    pub correct: Option<String>,
    /// Where the circle chooses who may read the piece.
    pub choose: Option<String>,
}

/// `/challenges/{challenge}/corrections/{piece}`.
#[derive(Template)]
#[template(path = "publishing/corrections.html")]
pub struct Corrections {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The title of the piece.
    pub title: String,
    /// Its name in addresses.
    pub code: String,
    /// The remarks, the latest first.
    pub corrections: Vec<Remarked>,
    /// Whether the reader may make one.
    pub may: bool,
    /// What is typed.
    pub form: Form,
}

impl Corrections {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("remark", w.corrections_kind()),
            ("words", w.corrections_words()),
            ("reason", w.corrections_reason()),
        ]
    }

    /// The kinds of remarks.
    pub fn remarks(&self) -> Vec<Choice> {
        self.page.w.choices(Words::remark)
    }
}

/// `/towns/{code}/contact`.
#[derive(Template)]
#[template(path = "publishing/contact.html")]
pub struct EditContact {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// What is typed.
    pub form: Form,
}

impl EditContact {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("office", w.corrections_office()),
            ("email", w.corrections_email()),
            ("telephone", w.corrections_telephone()),
            ("site", w.corrections_site()),
        ]
    }
}

/// `/challenges/{challenge}/correction-request`.
#[derive(Template)]
#[template(path = "publishing/request.html")]
pub struct Request {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The town.
    pub town: String,
    /// What is typed.
    pub form: Form,
}

impl Request {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("words", w.corrections_wrong()),
            ("email", w.corrections_reply_to()),
        ]
    }
}

/// A request in a list or on its page.
pub struct Asked {
    /// The id.
    pub id: CorrectionRequestId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// What should be put right.
    pub words: String,
    /// Where the answer goes; may be empty.
    pub email: String,
    /// When it was asked.
    pub at: Timestamp,
    /// What it came to.
    pub outcome: Option<Outcome>,
    /// In words.
    pub answer: String,
    /// When.
    pub answered_at: Option<Timestamp>,
}

/// `/towns/{code}/correction-requests`.
#[derive(Template)]
#[template(path = "publishing/requests.html")]
pub struct Requests {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// Whether those answered are shown.
    pub answered: bool,
    /// The requests of this page.
    pub requests: Vec<Asked>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/correction-requests/{correction_request}`.
#[derive(Template)]
#[template(path = "publishing/answer.html")]
pub struct Answer {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: MunicipalityCode,
    /// The request.
    pub asked: Asked,
    /// What is typed.
    pub form: Form,
}

impl Answer {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("outcome", w.corrections_outcome()),
            ("words", w.corrections_answer()),
        ]
    }

    /// What it can come to.
    pub fn outcomes(&self) -> Vec<Choice> {
        self.page.w.choices(Words::correction_outcome)
    }
}

/// `/correction-request/{correction_receipt}`.
#[derive(Template)]
#[template(path = "publishing/receipt.html")]
pub struct MyRequest {
    /// The chrome.
    pub page: Chrome,
    /// The receipt.
    pub receipt: String,
    /// Whether it was just asked.
    pub fresh: bool,
    /// The installation's address.
    pub address: String,
    /// The town's name.
    pub town: String,
    /// The request.
    pub asked: Asked,
}
