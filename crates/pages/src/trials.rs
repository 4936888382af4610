//! 試行: a trial, its indicators, and the newest of its record.

use askama::Template;
use domain::{
    Coded, Day,
    audience::Audience,
    id::{AdaptationId, ChallengeId, ReflectionId, TrialId},
    trial::Form as Drawn,
};

use crate::{
    chrome::Chrome,
    costs::Sums,
    diary::EntryView,
    form::{Choice, Form},
    measurements::IndicatorView,
    packages::field,
    procurements::GateLine,
    text::Prose,
    words::Words,
};

/// `/trials/{trial}`.
#[derive(Template)]
#[template(path = "trials/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one thing is offered"
)]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The id.
    pub id: TrialId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The adaptation.
    pub adaptation: AdaptationId,
    /// Whether the reader may open it.
    pub adaptation_open: bool,
    /// The title.
    pub title: String,
    /// What is tried.
    pub what: Prose,
    /// Where.
    pub place: String,
    /// The first day.
    pub begins: Day,
    /// The last day.
    pub ends: Day,
    /// The day it was concluded.
    pub concluded_on: Option<Day>,
    /// To whom it is open.
    pub audience: Audience,
    /// The indicators.
    pub indicators: Vec<IndicatorView>,
    /// The newest entries of its diary.
    pub diary: Vec<EntryView>,
    /// Whether there are more of them.
    pub more_diary: bool,
    /// What it cost so far.
    pub sums: Sums,
    /// Whether the reader may write into its diary and its costs.
    pub can_tell: bool,
    /// Whether what is counted is left out.
    pub counted_left_out: bool,
    /// What stands beside it where it is public.
    pub beside: crate::corrections::Beside,
    /// Whether the reader may measure and conclude.
    pub can_measure: bool,
    /// Whether the reader may end it today.
    pub can_conclude: bool,
    /// Whether the reader may look back on it: write first, or make one text of what each wrote.
    pub can_reflect: bool,
    /// The one text about it, for those who may read it.
    pub together: Option<ReflectionId>,
    /// The value being written down.
    pub form: Form,
}

impl Show {
    /// The indicators as choices.
    pub fn choices(&self) -> Vec<Choice> {
        let choices = self.indicators.iter().map(|one| Choice {
            value: one.position.to_string(),
            label: format!("{}（{}）", one.name, one.unit),
        });
        choices.collect()
    }

    /// What stands before the choices: nothing where there is only one.
    pub fn choose(&self) -> &'static str {
        if self.indicators.len() == 1 {
            ""
        } else {
            self.page.w.challenges_choose()
        }
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("indicator", w.trials_indicator()),
            ("day", w.trials_day()),
            ("value", w.trials_value()),
            ("note", w.trials_note()),
        ]
    }
}

/// `/adaptations/{adaptation}/trials/new`.
#[derive(Template)]
#[template(path = "trials/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The organisations among the owners that have not disclosed their interests.
    pub undisclosed: Vec<String>,
    /// What public money waits for.
    pub missing: Vec<GateLine>,
    /// The parts of which nothing is said, neither what they cost nor who pays.
    pub silent: Vec<String>,
    /// The adaptation.
    pub adaptation: AdaptationId,
    /// The rows for indicators.
    pub rows: Vec<usize>,
}

impl Edit {
    /// The name of a field of a row.
    pub fn field(&self, name: &str, row: &usize) -> String {
        field(name, row)
    }

    /// Whether a row is folded away until it is wanted: all but the first.
    pub const fn folds(&self, row: &usize) -> bool {
        *row > 1
    }

    /// Whether something is typed in a row, or wrong with it.
    pub fn is_typed(&self, row: &usize) -> bool {
        ["name", "unit", "hope", "baseline"].iter().any(|name| {
            let name = field(name, row);
            !self.form.value(&name).is_empty() || self.form.problem(&name).is_some()
        })
    }

    /// How an indicator can be drawn, as choices.
    pub fn forms(&self) -> Vec<Choice> {
        self.page.w.choices::<Drawn>(Words::drawn)
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("title", w.trials_heading()),
            ("what", w.trials_what()),
            ("place", w.dialogues_place()),
            ("begins", w.trials_begins()),
            ("ends", w.trials_ends()),
            ("name-1", w.trials_indicator()),
            ("unpaid", w.trials_unpaid()),
        ]
    }
}
