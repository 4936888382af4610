//! Challenges: their wordings, owners, hands, towns, and what was published of them.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Challenge {
    pub slug: String,
    pub town: String,
    pub expect_phase: String,
    pub expect_round: i64,
    #[serde(default)]
    pub owner: Vec<Owner>,
    #[serde(default)]
    pub revision: Vec<Revision>,
    #[serde(default)]
    pub signature: Vec<Signature>,
    #[serde(default)]
    pub publication: Vec<Publication>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub joining: Vec<Joining>,
    #[serde(default)]
    pub context: Vec<Told>,
}

/// Another town that offers to join, and is welcomed.
#[derive(Deserialize)]
pub struct Joining {
    pub town: String,
    pub person: String,
    pub days_ago: i64,
    pub dialogue: String,
    pub words: String,
    pub welcomed_by: String,
    pub welcomed_days_ago: i64,
}

/// What a town says of its own situation.
#[derive(Deserialize)]
pub struct Told {
    pub person: String,
    pub days_ago: i64,
    pub words: String,
    #[serde(default)]
    pub why: String,
}

#[derive(Deserialize)]
pub struct Owner {
    pub person: String,
    pub side: String,
    pub from_days_ago: i64,
    pub to_days_ago: Option<i64>,
}

#[derive(Deserialize)]
pub struct Revision {
    pub number: i64,
    pub days_ago: i64,
    pub author: String,
    pub side: String,
    pub title: String,
    pub purpose: String,
    pub gains: String,
    pub wording: String,
    pub because_dialogue: Option<String>,
    pub because_voice: Option<String>,
    #[serde(default)]
    pub why: String,
}

#[derive(Deserialize)]
pub struct Signature {
    pub revision: i64,
    pub person: String,
    pub side: String,
    pub days_ago: i64,
}

#[derive(Deserialize)]
pub struct Publication {
    pub piece: String,
    pub revision: Option<i64>,
    pub adaptation: Option<String>,
    pub trial: Option<String>,
    pub reflection: Option<String>,
    pub context: Option<String>,
    /// How the paragraphs begin that the hands are for; the whole piece where there are none.
    #[serde(default)]
    pub paragraphs: Vec<String>,
    pub hands: Vec<Hand>,
    /// Remarks made on it later.
    #[serde(default)]
    pub corrections: Vec<Remarked>,
}

#[derive(Deserialize)]
pub struct Remarked {
    pub remark: String,
    pub words: String,
    pub reason: String,
    pub person: String,
    pub side: String,
    pub days_ago: i64,
}

#[derive(Deserialize)]
pub struct Hand {
    pub person: String,
    pub side: String,
    pub audience: String,
    pub days_ago: i64,
}
