//! Trials, what was measured, told and spent in them, and what was learnt, as the files tell it.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Trial {
    pub slug: String,
    pub adaptation: String,
    pub revision: i64,
    pub title: String,
    pub what: String,
    #[serde(default)]
    pub place: String,
    pub begin_days_ago: i64,
    pub end_days_ago: Option<i64>,
    pub end_days_ahead: Option<i64>,
    /// Until when each writes first, where the circle chose a day of its own.
    pub write_days_ahead: Option<i64>,
    #[serde(default)]
    pub indicator: Vec<Indicator>,
}

#[derive(Deserialize)]
pub struct Indicator {
    pub name: String,
    pub unit: String,
    #[serde(default)]
    pub hope: String,
    pub baseline: Option<toml::Value>,
    pub form: Option<String>,
    #[serde(default)]
    pub measurement: Vec<Measured>,
}

#[derive(Deserialize)]
pub struct Measured {
    pub days_ago: i64,
    pub value: toml::Value,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
pub struct Reflection {
    pub slug: String,
    pub trial: String,
    pub days_ago: i64,
    pub learnt: String,
    pub next_question: String,
    pub onward: String,
    pub until_days_ahead: Option<i64>,
    #[serde(default)]
    pub everyday: bool,
    #[serde(default)]
    pub reason: String,
    pub authors: Vec<Author>,
}

#[derive(Deserialize)]
pub struct Author {
    pub person: String,
    pub side: String,
}

/// What somebody wrote by themselves after a trial.
#[derive(Deserialize)]
pub struct FirstText {
    pub trial: String,
    pub person: String,
    pub side: String,
    pub days_ago: i64,
    pub learnt: String,
    #[serde(default)]
    pub keep: String,
    #[serde(default)]
    pub change: String,
    #[serde(default)]
    pub ask: String,
}

/// A day of a trial's diary.
#[derive(Deserialize)]
pub struct DiaryEntry {
    pub trial: String,
    pub person: String,
    pub side: String,
    pub days_ago: i64,
    pub body: String,
    #[serde(default)]
    pub there: String,
    pub voice: Option<String>,
    pub photo: Option<Photo>,
}

/// A photo on an entry of a diary.
#[derive(Deserialize)]
pub struct Photo {
    pub name: String,
    pub picture: String,
    pub caption: String,
}

/// A cost of a trial.
#[derive(Deserialize)]
pub struct Spending {
    pub trial: String,
    pub person: String,
    pub side: String,
    pub days_ago: i64,
    pub what: String,
    pub amount: i64,
    pub bearer: String,
    #[serde(default)]
    pub note: String,
}
