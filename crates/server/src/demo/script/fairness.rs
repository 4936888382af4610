//! Interests, rules, procedures and contacts, as `crates/server/demo/fairness.toml` tells them.

use serde::Deserialize;

/// What an organisation says about its interests in an adaptation.
#[derive(Deserialize)]
pub struct Interest {
    pub adaptation: String,
    pub person: String,
    pub side: String,
    pub days_ago: i64,
    pub gains: String,
    pub bears: String,
    pub ties: Vec<String>,
    #[serde(default)]
    pub words: String,
}

/// A town's own rule about procedures.
#[derive(Deserialize)]
pub struct Rule {
    pub town: String,
    pub person: String,
    pub days_ago: i64,
    pub kind: String,
    pub yen: i64,
    pub from: String,
    pub article: String,
    #[serde(default)]
    pub note: String,
}

/// A procedure before public money is spent, with what was told about it.
#[derive(Deserialize)]
pub struct Procurement {
    pub adaptation: String,
    pub person: String,
    pub days_ago: i64,
    pub purpose: String,
    pub parts: Vec<String>,
    pub kind: String,
    pub expected: i64,
    pub selection: String,
    pub method: String,
    pub ground: Option<String>,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub approval: String,
    pub audience: Option<String>,
    pub announced_days_ago: Option<i64>,
    #[serde(default)]
    pub announced_where: String,
    #[serde(default)]
    pub answer: Vec<Exchange>,
}

#[derive(Deserialize)]
pub struct Exchange {
    pub days_ago: i64,
    #[serde(default)]
    pub question: String,
    pub told: String,
    pub told_to: String,
    #[serde(default)]
    pub shown: bool,
}

/// A contact that was no dialogue.
#[derive(Deserialize)]
pub struct Contact {
    pub challenge: String,
    pub partner: String,
    pub person: String,
    pub days_ago: i64,
    pub means: String,
    pub who: String,
    pub subject: String,
    pub told: String,
}
