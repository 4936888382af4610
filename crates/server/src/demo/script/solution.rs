//! Packages, adaptations and the moves that answer them.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Package {
    pub slug: String,
    pub author: String,
    pub days_ago: i64,
    pub title: String,
    pub summary: String,
    pub audience: String,
    pub part: Vec<PackagePart>,
}

/// A newer version of a package: the parts that are named are new or changed, the others stay.
#[derive(Deserialize)]
pub struct Renewal {
    pub package: String,
    pub author: String,
    pub days_ago: i64,
    pub news: String,
    pub part: Vec<PackagePart>,
}

#[derive(Deserialize)]
pub struct PackagePart {
    pub slug: String,
    pub title: String,
    pub what: String,
    pub minimal: String,
    #[serde(default)]
    pub who: String,
    pub cost: Option<[i64; 2]>,
    pub payer: Option<String>,
    #[serde(default)]
    pub duration: String,
    #[serde(default)]
    pub preconditions: String,
    #[serde(default)]
    pub pitfalls: String,
}

#[derive(Deserialize)]
pub struct Adaptation {
    pub slug: String,
    pub challenge: String,
    pub package: Option<String>,
    pub title: String,
    pub revision: Vec<Reshaped>,
}

#[derive(Deserialize)]
pub struct Reshaped {
    pub number: i64,
    pub days_ago: i64,
    pub author: String,
    pub side: String,
    pub summary: String,
    #[serde(default)]
    pub part: Vec<Part>,
}

#[derive(Deserialize)]
pub struct Part {
    pub change: String,
    #[serde(rename = "part")]
    pub of: Option<String>,
    pub title: String,
    #[serde(default)]
    pub body: String,
    #[serde(default)]
    pub reason: String,
    pub because_dialogue: Option<String>,
    pub because_voice: Option<String>,
    pub cost: Option<[i64; 2]>,
    pub payer: Option<String>,
}

#[derive(Deserialize)]
pub struct Move {
    pub adaptation: String,
    pub revision: i64,
    pub person: String,
    pub side: String,
    pub kind: String,
    pub days_ago: i64,
    pub words: String,
    pub until_days_ago: Option<i64>,
    #[serde(default)]
    pub keep: String,
}
