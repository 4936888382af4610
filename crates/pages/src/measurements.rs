//! What was measured: an indicator with its drawing and its values, and the form for correcting one.

use askama::Template;
use domain::{
    Day,
    id::{MeasurementId, TrialId},
    trial::{Form as Drawn, Measure},
};

use crate::{
    chart::{self, Drawing, Measured, Point, figure},
    chrome::Chrome,
    corrections::Beside,
    form::Form,
    words::Words,
};

impl Words {
    /// How an indicator is drawn, as a choice.
    pub fn drawn(self, form: &Drawn) -> &'static str {
        match form {
            Drawn::Data => self.charts_form_data(),
            Drawn::Line => self.charts_form_line(),
            Drawn::Bars => self.charts_form_bars(),
            Drawn::BeforeLatest => self.charts_form_before_latest(),
            Drawn::BeforeMean => self.charts_form_before_mean(),
        }
    }
}

/// A value in the table.
pub struct ValueLine {
    /// The id.
    pub id: MeasurementId,
    /// When.
    pub day: Day,
    /// The value.
    pub value: Measure,
    /// What was noticed.
    pub note: String,
    /// Who wrote it down.
    pub name: String,
    /// How it stood before it was corrected.
    pub earlier: Option<(Day, Measure)>,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Why it was corrected or taken back.
    pub reason: String,
    /// Whether the reader may correct it.
    pub mine: bool,
}

impl ValueLine {
    /// The value as it is read.
    pub fn figure(&self) -> String {
        figure(self.value)
    }

    /// The earlier value, with its day where that was corrected too.
    pub fn before(&self, page: &Chrome) -> Option<String> {
        let (day, value) = self.earlier?;
        let value = figure(value);
        Some(if day == self.day {
            page.w.measurements_before(value)
        } else {
            page.w.measurements_before_on(page.day(&day), value)
        })
    }
}

/// An indicator with what was measured.
pub struct IndicatorView {
    /// The trial.
    pub trial: TrialId,
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
    /// How it is drawn.
    pub form: Drawn,
    /// The values, the earliest first; those taken back among them.
    pub values: Vec<ValueLine>,
}

impl IndicatorView {
    /// How many values a trial's page shows in its table; its own page has all.
    const SHOWN: usize = 12;

    /// The values that stand.
    pub fn points(&self) -> Vec<Point> {
        let standing = self.values.iter().filter(|one| !one.withdrawn);
        standing.map(|one| (one.day, one.value)).collect()
    }

    fn measured<'a>(&'a self, points: &'a [Point]) -> Measured<'a> {
        Measured {
            form: self.form,
            unit: &self.unit,
            baseline: self.baseline,
            points,
        }
    }

    /// Its drawing.
    pub fn drawing(&self, w: &Words) -> Option<Drawing> {
        chart::draw(&self.measured(&self.points()), *w)
    }

    /// Its values in words, for those who do not see the drawing.
    pub fn told(&self, w: &Words) -> String {
        chart::told(&self.measured(&self.points()), *w)
    }

    /// What the drawing adds up or compares.
    pub fn said(&self, w: &Words) -> String {
        chart::said(&self.measured(&self.points()), *w)
    }

    /// A value with the unit.
    pub fn full(&self, value: &Measure) -> String {
        chart::with_unit(*value, &self.unit)
    }

    /// The newest value as it is read.
    pub fn newest_figure(&self) -> Option<String> {
        self.points().last().map(|(_, value)| figure(*value))
    }

    /// The values of the table on a trial's page: the newest few.
    pub fn newest(&self) -> &[ValueLine] {
        let from = self.values.len().saturating_sub(Self::SHOWN);
        self.values.get(from..).unwrap_or_default()
    }

    /// Whether there are more.
    pub fn has_more(&self) -> bool {
        self.values.len() > Self::SHOWN
    }

    /// The address of all values.
    pub fn all(&self) -> String {
        format!("/trials/{}/measurements?indicator={}", self.trial, self.position)
    }
}

/// `/trials/{trial}/measurements?indicator=…`: every value of one indicator.
#[derive(Template)]
#[template(path = "measurements/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The trial.
    pub trial: TrialId,
    /// Its title.
    pub title: String,
    /// The indicator with its newest hundred values.
    pub one: IndicatorView,
    /// A page of values, the newest first.
    pub lines: Vec<ValueLine>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

/// `/measurements/{measurement}/edit`: one's own value, to be corrected or taken back.
#[derive(Template)]
#[template(path = "measurements/edit.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The value.
    pub id: MeasurementId,
    /// Its trial.
    pub trial: TrialId,
    /// How it stood before, the newest first: day, value, note, why it was corrected.
    pub earlier: Vec<(Day, String, String, String)>,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("day", w.trials_day()),
            ("value", w.trials_value()),
            ("note", w.trials_note()),
            ("reason", w.measurements_reason()),
        ]
    }
}
