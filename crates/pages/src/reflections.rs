//! ふりかえり: what each wrote first, and the one text made of it.

use askama::Template;
use domain::{
    Coded, Day, Side, Timestamp,
    audience::Audience,
    id::{ChallengeId, ReflectionId, TrialId},
    reflection::Onward,
};

use crate::{chrome::Chrome, form::Form, text::Prose, words::Words};

impl Words {
    /// How it goes on.
    pub fn onward(self, onward: &Onward) -> &'static str {
        match onward {
            Onward::NextRound => self.onward_next_round(),
            Onward::Continue => self.onward_continue(),
            Onward::Rest => self.onward_rest(),
        }
    }

    /// What that means.
    pub fn onward_hint(self, onward: &Onward) -> &'static str {
        match onward {
            Onward::NextRound => self.onward_next_round_hint(),
            Onward::Continue => self.onward_continue_hint(),
            Onward::Rest => self.onward_rest_hint(),
        }
    }
}

/// What somebody wrote first.
pub struct FirstText {
    /// What became clear.
    pub learnt: Prose,
    /// What to keep.
    pub keep: Prose,
    /// What to change.
    pub change: Prose,
    /// What to ask next.
    pub ask: Prose,
}

impl FirstText {
    /// What was said, each under its name; what was left empty is left out.
    pub fn parts(&self, w: &Words) -> Vec<(&'static str, &Prose)> {
        let parts = [
            (w.firsts_learnt(), &self.learnt),
            (w.firsts_keep(), &self.keep),
            (w.firsts_change(), &self.change),
            (w.firsts_ask(), &self.ask),
        ];
        parts.into_iter().filter(|(_, prose)| !prose.is_empty()).collect()
    }
}

/// Somebody of the circle, before or after they wrote.
pub struct FirstView {
    /// Their name.
    pub name: String,
    /// Their side.
    pub side: Side,
    /// Whether it is the reader.
    pub mine: bool,
    /// When they wrote.
    pub written_at: Option<Timestamp>,
    /// What they wrote, where the reader may read it.
    pub text: Option<FirstText>,
}

impl FirstView {
    /// The first character of the name.
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }
}

/// What the reader may do about the first texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent answers of the domain, none of them a state"
)]
pub struct Open {
    /// Write theirs.
    pub write: bool,
    /// Open all before the day.
    pub open: bool,
    /// Set another day.
    pub set: bool,
    /// Make one text of them.
    pub join: bool,
}

/// `/trials/{trial}/reflection`: each writes first.
#[derive(Template)]
#[template(path = "reflections/firsts.html")]
pub struct Firsts {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The trial.
    pub trial: TrialId,
    /// Its title.
    pub title: String,
    /// The circle.
    pub firsts: Vec<FirstView>,
    /// The last day for writing.
    pub until: Day,
    /// What the reader may do.
    pub may: Open,
    /// The one text, where it was begun.
    pub together: Option<ReflectionId>,
    /// When the draft was kept that stands in the form.
    pub draft: Option<Timestamp>,
}

impl Firsts {
    /// Who has still to write.
    pub fn waiting(&self) -> Vec<&FirstView> {
        self.firsts
            .iter()
            .filter(|one| one.written_at.is_none())
            .collect()
    }

    /// Who wrote.
    pub fn wrote(&self) -> Vec<&FirstView> {
        self.firsts
            .iter()
            .filter(|one| one.written_at.is_some())
            .collect()
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("learnt", w.firsts_learnt()),
            ("keep", w.firsts_keep()),
            ("change", w.firsts_change()),
            ("ask", w.firsts_ask()),
            ("until", w.firsts_until()),
        ]
    }
}

/// The text as it stands, beside a form that began with an earlier one.
pub struct Standing {
    /// Who wrote it.
    pub author: String,
    /// What was learnt.
    pub learnt: Prose,
    /// The question it leaves.
    pub question: String,
    /// How it goes on.
    pub onward: Onward,
}

/// `/trials/{trial}/reflection/new` and `/reflections/{reflection}/edit`: the one text.
#[derive(Template)]
#[template(path = "reflections/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The trial.
    pub trial: TrialId,
    /// The text that is written on; a new one has none.
    pub id: Option<ReflectionId>,
    /// The revision the form goes on from.
    pub base: i64,
    /// What each wrote.
    pub firsts: Vec<FirstView>,
    /// The text as somebody else wrote it meanwhile.
    pub meanwhile: Option<Standing>,
    /// When the draft was kept that stands in the form.
    pub draft: Option<Timestamp>,
}

impl Edit {
    /// Where the form goes.
    pub fn action(&self) -> String {
        match self.id {
            Some(id) => format!("/reflections/{id}"),
            None => format!("/trials/{}/reflection", self.trial),
        }
    }

    /// Where to go without it.
    pub fn leave(&self) -> String {
        match self.id {
            Some(id) => format!("/reflections/{id}"),
            None => format!("/trials/{}/reflection", self.trial),
        }
    }

    /// The three ways.
    pub fn ways(&self) -> Vec<Onward> {
        Onward::ALL.to_vec()
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("learnt", w.reflections_learnt()),
            ("next_question", w.reflections_question()),
            ("onward", w.reflections_onward()),
            ("until", w.challenges_rest_until()),
            ("reason", w.challenges_rest_reason()),
        ]
    }
}

/// One of those who hold the challenge: who put their hand to the text, and whether the reader may.
pub struct Hand {
    /// Its side.
    pub side: Side,
    /// The name of the town, where there are several.
    pub town: Option<String>,
    /// Who put their hand to it first, and when.
    pub signed: Option<(String, Timestamp)>,
    /// Whether the reader may for it.
    pub can_sign: bool,
    /// Whether the reader may take theirs away.
    pub can_unsign: bool,
}

/// `/reflections/{reflection}`.
#[derive(Template)]
#[template(path = "reflections/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one thing is offered"
)]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The reflection.
    pub id: ReflectionId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The trial.
    pub trial: TrialId,
    /// Whether the reader may see the challenge and the trial around it: a reflection may be open by itself.
    pub around: (bool, bool),
    /// The round it closes.
    pub round: i64,
    /// What was learnt.
    pub learnt: Prose,
    /// What stands beside it where it is public.
    pub beside: crate::corrections::Beside,
    /// The question it leaves.
    pub question: String,
    /// How it goes on.
    pub onward: Onward,
    /// A rest's last day.
    pub until: Option<Day>,
    /// 町の日常になった.
    pub everyday: bool,
    /// The revision shown.
    pub revision: i64,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
    /// Whether both sides settled it.
    pub settled: bool,
    /// Whether the reader sits in the circle.
    pub in_circle: bool,
    /// Whether the reader may write on it.
    pub can_change: bool,
    /// Whether the reader may put a hand to it while it can be changed: a co-owner.
    pub owner: bool,
    /// Both sides.
    pub hands: Vec<Hand>,
}

/// A revision as it was.
pub struct Revision {
    /// Its number.
    pub number: i64,
    /// What was learnt.
    pub learnt: Prose,
    /// The question it leaves.
    pub question: String,
    /// How it goes on.
    pub onward: Onward,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
}

/// `/reflections/{reflection}/revisions`.
#[derive(Template)]
#[template(path = "reflections/revisions.html")]
pub struct Revisions {
    /// The chrome.
    pub page: Chrome,
    /// The reflection.
    pub id: ReflectionId,
    /// The revisions, the newest first.
    pub revisions: Vec<Revision>,
    /// The address of the next page.
    pub next: Option<String>,
}
