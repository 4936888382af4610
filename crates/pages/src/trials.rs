//! 試行: a trial, its indicators and measurements. ふりかえり on it.

use askama::Template;
use domain::{
    Coded, Day, Timestamp,
    audience::Audience,
    id::{AdaptationId, ChallengeId, TrialId},
    reflection::Onward,
    trial::Measure,
};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    packages::field,
    procurements::GateLine,
    text::Prose,
    words::Words,
};

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

/// The drawing of an indicator: 300 × 96, its line between x 8 and 292, y 8 and 72.
pub struct Chart {
    points: Vec<(f64, f64)>,
}

impl Chart {
    /// Draws values in their order, evenly spaced.
    pub fn of(values: &[Measure]) -> Self {
        let bounds = || values.iter().map(|one| one.0);
        let low = bounds().min().unwrap_or(0).min(0);
        let high = bounds().max().unwrap_or(0).max(low + 1);
        #[expect(clippy::cast_precision_loss, reason = "a drawing 64 units high")]
        let points = values
            .iter()
            .enumerate()
            .map(|(index, one)| {
                let across = if values.len() > 1 {
                    index as f64 / (values.len() - 1) as f64
                } else {
                    0.5
                };
                let up = (one.0 - low) as f64 / (high - low) as f64;
                (8.0 + across * 284.0, 72.0 - up * 64.0)
            })
            .collect();
        Self { points }
    }

    /// The points of the line.
    pub fn line(&self) -> String {
        let pairs: Vec<_> = self
            .points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        pairs.join(" ")
    }

    /// The dots.
    pub fn dots(&self) -> Vec<(String, String)> {
        let dots = self
            .points
            .iter()
            .map(|(x, y)| (format!("{x:.1}"), format!("{y:.1}")));
        dots.collect()
    }
}

/// An indicator with what was measured.
pub struct IndicatorView {
    /// Its place.
    pub position: i64,
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// What both hope for.
    pub hope: String,
    /// How it was before.
    pub baseline: Option<Measure>,
    /// The values: day, value, note.
    pub values: Vec<(Day, Measure, String)>,
}

impl IndicatorView {
    /// Its drawing: the value before, then those measured.
    pub fn chart(&self) -> Chart {
        Chart::of(&self.all())
    }

    fn all(&self) -> Vec<Measure> {
        self.baseline
            .into_iter()
            .chain(self.values.iter().map(|(_, value, _)| *value))
            .collect()
    }

    /// The values in a row, for those who do not see the drawing.
    pub fn told(&self) -> String {
        let told: Vec<_> = self
            .all()
            .iter()
            .map(|one| format!("{one}{}", self.unit))
            .collect();
        told.join(" → ")
    }

    /// The last value.
    pub fn last(&self) -> Option<&Measure> {
        self.values.last().map(|(_, value, _)| value)
    }
}

/// `/trials/{trial}`.
#[derive(Template)]
#[template(path = "trials/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The id.
    pub id: TrialId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The adaptation.
    pub adaptation: AdaptationId,
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
    /// Whether the reader may measure and conclude.
    pub can_measure: bool,
    /// Whether the reader may end it today.
    pub can_conclude: bool,
    /// Whether the reader may write the reflection.
    pub can_reflect: bool,
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
        ]
    }
}

/// `/trials/{trial}/reflection`.
#[derive(Template)]
#[template(path = "reflections/form.html")]
pub struct Reflect {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The trial.
    pub trial: TrialId,
    /// Its title.
    pub title: String,
}

impl Reflect {
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

/// `/reflections/{reflection}`.
#[derive(Template)]
#[template(path = "reflections/show.html")]
pub struct Reflected {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The trial.
    pub trial: TrialId,
    /// The round it closes.
    pub round: i64,
    /// What was learnt.
    pub learnt: Prose,
    /// The question it leaves.
    pub question: String,
    /// How it goes on.
    pub onward: Onward,
    /// A rest's last day.
    pub until: Option<Day>,
    /// 町の日常になった.
    pub everyday: bool,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_stays_inside_its_frame() {
        let cases: [&[i64]; 6] = [
            &[],
            &[5_000],
            &[0, 0, 0],
            &[-3_000, 4_500],
            &[1_000_000_000_000, -1_000_000_000_000],
            &[1, 2, 3, 4, 5, 6, 7],
        ];
        for values in cases {
            let measures: Vec<_> = values.iter().map(|one| Measure(*one)).collect();
            let chart = Chart::of(&measures);
            assert_eq!(chart.dots().len(), values.len());
            for (x, y) in &chart.points {
                assert!(
                    (8.0..=292.0).contains(x) && (8.0..=72.0).contains(y),
                    "{values:?}: {x},{y}"
                );
            }
        }
    }
}
