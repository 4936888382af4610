//! つなぐ: "I know who can help": the form, one introduction, and one's own.

use askama::Template;
use domain::{
    Day,
    id::{DialogueId, IntroductionId},
    introduction::{Part, Standing, Wish},
};

use crate::{
    cards::Face,
    chrome::Chrome,
    form::{Choice, Form},
    mails::{self, Letter},
    text::Prose,
    words::Words,
};

impl Words {
    /// What somebody asked answers.
    pub fn wish(self, wish: &Wish) -> &'static str {
        match wish {
            Wish::Talk => self.introductions_talk(),
            Wish::Later => self.introductions_later(),
        }
    }

    /// Where an introduction stands.
    pub fn introduction_standing(self, standing: &Standing) -> &'static str {
        match standing {
            Standing::Asked => self.introductions_asked(),
            Standing::Met => self.introductions_met(),
            Standing::LetBe => self.introductions_let_be(),
            Standing::Withdrawn => self.introductions_withdrawn(),
            Standing::Lapsed => self.introductions_lapsed(),
        }
    }
}

/// `/introductions/new`.
#[derive(Template)]
#[template(path = "introductions/new.html")]
pub struct New {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// Who may be introduced.
    pub people: Vec<Choice>,
}

impl New {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("first", w.introductions_first()),
            ("about_first", w.introductions_about()),
            ("second", w.introductions_second()),
            ("about_second", w.introductions_about()),
            ("words", w.introductions_words()),
        ]
    }
}

/// One of the two, as the reader may know them.
pub struct Party {
    /// The name; none for who may not know it yet.
    pub name: Option<String>,
    /// Town or partner; empty for professionals.
    pub organisation: String,
    /// What the introducer says about them.
    pub about: String,
    /// What they answered; none also for who may not know it.
    pub wish: Option<Wish>,
    /// Their words with it.
    pub words: String,
}

impl Party {
    /// Name and organisation, as far as they may be known.
    pub fn called(&self, w: &Words) -> String {
        match (&self.name, self.organisation.as_str()) {
            (Some(name), "") => name.clone(),
            (Some(name), organisation) => format!("{name}（{organisation}）"),
            (None, "") => w.introductions_professional().to_owned(),
            (None, organisation) => w.introductions_somebody(organisation),
        }
    }
}

/// A line of the list.
pub struct Line {
    /// The id.
    pub id: IntroductionId,
    /// Who introduces.
    pub introducer: String,
    /// The first.
    pub first: Party,
    /// The second.
    pub second: Party,
    /// Where it stands.
    pub standing: Standing,
    /// When both were asked.
    pub asked_on: Day,
}

/// `/introductions`.
#[derive(Template)]
#[template(path = "introductions/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The lines, the newest first.
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/introductions/{introduction}`.
#[derive(Template)]
#[template(path = "introductions/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The id.
    pub id: IntroductionId,
    /// Who introduces.
    pub introducer: String,
    /// Why the two should meet.
    pub words: Prose,
    /// The first.
    pub first: Party,
    /// The second.
    pub second: Party,
    /// Which of the three reads.
    pub part: Part,
    /// Where it stands.
    pub standing: Standing,
    /// Whether the reader can answer, or take it back.
    pub can_act: bool,
    /// The dialogue that was opened.
    pub opened: Option<DialogueId>,
    /// The cards of the two, once both wished to talk.
    pub cards: Vec<Face>,
    /// The form of the answer.
    pub form: Form,
}

impl Show {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("wish", w.introductions_wish()),
            ("words", w.introductions_answer_words()),
        ]
    }

    /// Whether the reader introduces the two.
    pub fn is_introducer(&self) -> bool {
        self.part == Part::Introducer
    }

    /// The two.
    pub fn both(&self) -> [&Party; 2] {
        [&self.first, &self.second]
    }

    /// Whether both wished to talk.
    pub fn has_met(&self) -> bool {
        self.standing == Standing::Met
    }

    /// Whom the reader would be introduced to; for who introduces, the second.
    pub fn other(&self) -> &Party {
        match self.part {
            Part::Second => &self.first,
            Part::First | Part::Introducer => &self.second,
        }
    }
}

impl mails::To<'_> {
    /// Somebody would introduce the reader to another; who, is not said yet.
    pub fn introduction(
        &self,
        introducer: &str,
        words: &str,
        other: &str,
        about: &str,
        id: IntroductionId,
    ) -> Letter {
        let page = format!("{}/introductions/{id}", self.site);
        let text = self.w.mail_introduction(about, introducer, other, page, words);
        self.letter(&self.w.mail_introduction_subject(introducer), &text)
    }

    /// One of the two answered; to who introduced them.
    pub fn introduction_answered(&self, name: &str, id: IntroductionId) -> Letter {
        let page = format!("{}/introductions/{id}", self.site);
        let text = self.w.mail_introduction_answered(name, page);
        self.letter(self.w.mail_introduction_answered_subject(), &text)
    }

    /// Both wish to talk; to the three.
    pub fn introduction_met(&self, first: &str, second: &str, dialogue: DialogueId) -> Letter {
        let page = format!("{}/dialogues/{dialogue}", self.site);
        let text = self.w.mail_introduction_met(first, page, second);
        self.letter(self.w.mail_introduction_met_subject(), &text)
    }
}
