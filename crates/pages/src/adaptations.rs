//! 作り変え: the page part by part, its form, the five moves.

use askama::Template;
use domain::{
    Coded, Day, Timestamp,
    adaptation::{Change, Standing},
    audience::Audience,
    id::{AdaptationId, ChallengeId, DialogueId, PackageId},
    moves::Kind,
    viewer::Side,
};

use crate::{
    chrome::Chrome,
    corrections::Beside,
    form::{Choice, Form},
    packages::field,
    procurements::{GateLine, Short},
    terms::TermLines,
    text::Prose,
    wordings::Field,
    words::Words,
};

impl Words {
    /// What became of a part.
    pub fn change(self, change: &Change) -> &'static str {
        match change {
            Change::Kept => self.change_kept(),
            Change::Changed => self.change_changed(),
            Change::Dropped => self.change_dropped(),
            Change::Added => self.change_added(),
        }
    }

    /// The name of a move.
    pub fn move_kind(self, kind: &Kind) -> &'static str {
        match kind {
            Kind::TalkMore => self.move_talk_more(),
            Kind::Reshape => self.move_reshape(),
            Kind::TrySmall => self.move_try_small(),
            Kind::WaitUntil => self.move_wait_until(),
            Kind::LetGo => self.move_let_go(),
        }
    }

    /// What a move says.
    pub fn move_hint(self, kind: &Kind) -> &'static str {
        match kind {
            Kind::TalkMore => self.move_talk_more_hint(),
            Kind::Reshape => self.move_reshape_hint(),
            Kind::TrySmall => self.move_try_small_hint(),
            Kind::WaitUntil => self.move_wait_until_hint(),
            Kind::LetGo => self.move_let_go_hint(),
        }
    }
}

/// The icon of a change.
pub fn change_icon(change: &Change) -> &'static str {
    match change {
        Change::Kept => "keep",
        Change::Changed => "swap",
        Change::Dropped => "minus",
        Change::Added => "plus",
    }
}

/// The icon of a move.
pub fn move_icon(kind: &Kind) -> &'static str {
    match kind {
        Kind::TalkMore => "talk",
        Kind::Reshape => "reshape",
        Kind::TrySmall => "sprout",
        Kind::WaitUntil => "calendar",
        Kind::LetGo => "leaf",
    }
}

/// A part as the table shows it.
pub struct PartLine {
    /// What became of it.
    pub change: Change,
    /// The title.
    pub title: String,
    /// What the package says.
    pub then: Prose,
    /// How it is in this town.
    pub now: Prose,
    /// Why.
    pub reason: Prose,
    /// The dialogue that is the reason, where the reader may open it.
    pub dialogue: Option<DialogueId>,
    /// Whether a dialogue is the reason that the reader may not open.
    pub hidden_dialogue: bool,
    /// The voice that is the reason: its words, where the reader may hear it.
    pub voice: Option<Option<String>>,
    /// Who, what it costs and the rest.
    pub terms: TermLines,
    /// Whether parts before it are left out.
    pub gap: bool,
}

/// A revision in the list of revisions.
pub struct RevisionLine {
    /// Its number.
    pub number: i64,
    /// What it is.
    pub summary: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
}

/// A move that was made.
pub struct Made {
    /// Which of the five.
    pub kind: Kind,
    /// The words.
    pub words: String,
    /// The day to come back on.
    pub until: Option<Day>,
    /// What is kept.
    pub keep: String,
    /// Who made it.
    pub name: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub at: Timestamp,
}

/// `/adaptations/{adaptation}`.
#[derive(Template)]
#[template(path = "adaptations/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one way on is offered; none depends on another"
)]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The id.
    pub id: AdaptationId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The package it began with, where the reader may see it.
    pub package: Option<PackageId>,
    /// Whether the reader may read a revision before this one, to compare it with.
    pub compares: bool,
    /// The title.
    pub title: String,
    /// Whether people are on it.
    pub standing: Standing,
    /// The revision shown.
    pub number: i64,
    /// The current revision.
    pub revision: i64,
    /// What the revision is.
    pub summary: Prose,
    /// Whether parts after the last shown are left out.
    pub parts_left_out: bool,
    /// What stands beside it where it is public.
    pub beside: Beside,
    /// To whom it is open.
    pub audience: Audience,
    /// Its parts.
    pub parts: Vec<PartLine>,
    /// All revisions the reader may read.
    pub revisions: Vec<RevisionLine>,
    /// The moves on the revision shown.
    pub moves: Vec<Made>,
    /// Whether the reader may make a move and reshape.
    pub can_move: bool,
    /// Whether the reader may begin a trial.
    pub can_try: bool,
    /// The newer version of the package, where the reader can bring it in.
    pub newer: Option<i64>,
    /// The adaptation it was made after.
    pub like: Option<AdaptationId>,
    /// Whether the reader can make one like this for a challenge of their own.
    pub can_like: bool,
    /// Whether the reader can offer back what was learnt.
    pub can_offer: bool,
    /// Whether the reader can make a package of it.
    pub can_become: bool,
    /// The names of the towns it is for, where it is not for all that hold the challenge.
    pub towns: Vec<String>,
    /// Whether the reader may say for which of several towns it is.
    pub can_name_towns: bool,
    /// What the organisations among the owners say about their interests.
    pub interests: Vec<crate::interests::Line>,
    /// The names of those that have not said anything.
    pub undisclosed: Vec<String>,
    /// Whether the reader can write for one of them.
    pub can_disclose: bool,
    /// Whether the reader is told what public money waits for: whoever sits in the circle sees every procedure.
    pub gated: bool,
    /// What is missing before money can be spent.
    pub missing: Vec<GateLine>,
    /// The procedures about it.
    pub procedures: Vec<Short>,
    /// Whether the reader can record one.
    pub can_procure: bool,
    /// Whether what the reader's town spends is recorded in an adaptation of its own.
    pub procured_elsewhere: bool,
    /// The move being made.
    pub form: Form,
}

/// `/adaptations/{adaptation}/towns`.
#[derive(Template)]
#[template(path = "adaptations/towns.html")]
pub struct Towns {
    /// The chrome.
    pub page: Chrome,
    /// The adaptation.
    pub id: AdaptationId,
    /// Its title.
    pub title: String,
    /// What is chosen.
    pub form: Form,
    /// The towns that hold the challenge.
    pub choices: Vec<Choice>,
}

/// `/adaptations/{adaptation}/compare`.
#[derive(Template)]
#[template(path = "adaptations/compare.html")]
pub struct Compare {
    /// The chrome.
    pub page: Chrome,
    /// The adaptation.
    pub id: AdaptationId,
    /// Its title.
    pub title: String,
    /// The number of the older revision.
    pub old: i64,
    /// The number of the newer one.
    pub new: i64,
    /// What the newer revision is.
    pub summary: Field,
    /// Part by part.
    pub parts: Vec<PartChange>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

/// One part in two revisions.
pub struct PartChange {
    /// Its title in the newer revision, or in the older where it is gone.
    pub title: String,
    /// What became of it in the newer revision; none where it is gone.
    pub change: Option<Change>,
    /// All that differs.
    pub fields: Vec<Field>,
    /// Whether another dialogue or voice is the reason now.
    pub source: bool,
}

impl Show {
    /// The five.
    pub fn kinds(&self) -> Vec<Kind> {
        Kind::ALL.to_vec()
    }

    /// Whether the next thing is a trial: the latest move was to try small.
    pub fn is_to_be_tried(&self) -> bool {
        self.can_try && self.moves.first().is_some_and(|one| one.kind == Kind::TrySmall)
    }

    /// The labels of the move's fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("kind", w.adaptations_choose_move()),
            ("words", w.adaptations_words()),
            ("until", w.adaptations_until()),
            ("keep", w.adaptations_keep()),
        ]
    }
}

/// One row of the form: a part of the package, or room for an added one.
pub struct PartRow {
    /// Its number, from 1.
    pub number: usize,
    /// What the package says; none for an added part.
    pub then: Option<Prose>,
}

impl PartRow {
    /// The name of one of its fields.
    pub fn field(&self, name: &str) -> String {
        field(name, &self.number)
    }
}

/// `/challenges/{challenge}/adaptations/new` and `/adaptations/{adaptation}/revise`.
#[derive(Template)]
#[template(path = "adaptations/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// Where it is sent.
    pub action: String,
    /// Where leaving leads.
    pub leave: String,
    /// Whether it is the first revision.
    pub first: bool,
    /// The rows.
    pub rows: Vec<PartRow>,
    /// The dialogues and voices that can be reasons.
    pub sources: Vec<Choice>,
    /// The changes a part of the package can have.
    pub changes: Vec<Choice>,
    /// Why it cannot begin yet.
    pub hindrance: Option<&'static str>,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("title", w.adaptations_heading()),
            ("summary", w.adaptations_summary()),
        ]
    }
}

/// `/challenges/{challenge}/adaptations/new` before a package is chosen.
#[derive(Template)]
#[template(path = "adaptations/choose.html")]
pub struct Choose {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The packages to choose from.
    pub cards: Vec<crate::packages::Card>,
    /// The address of the next page.
    pub next: Option<String>,
}
