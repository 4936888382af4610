//! Dialogues with what was said, heard and hung up in them, and voices left with a town.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Dialogue {
    pub slug: String,
    pub town: String,
    pub partner: Option<String>,
    pub challenge: Option<String>,
    pub kind: String,
    pub days_ago: i64,
    pub start_time: Option<String>,
    #[serde(default)]
    pub place: String,
    pub title: String,
    pub audience: String,
    pub recorded_by: String,
    pub notes: String,
    pub participants: Vec<There>,
}

#[derive(Deserialize)]
pub struct There {
    pub person: Option<String>,
    pub name: Option<String>,
    pub side: String,
}

#[derive(Deserialize)]
pub struct Message {
    pub dialogue: String,
    pub days_ago: i64,
    pub person: String,
    pub side: String,
    pub words: String,
}

#[derive(Deserialize)]
pub struct Voice {
    pub slug: String,
    pub dialogue: String,
    pub words: String,
    pub who_kind: String,
    #[serde(default)]
    pub who: String,
    pub consent: String,
    pub moderated_by: Option<String>,
    pub moderated_days_ago: Option<i64>,
}

/// A photo or a file hung on a dialogue on its day.
#[derive(Deserialize)]
pub struct File {
    pub dialogue: String,
    pub by: String,
    pub side: String,
    pub name: String,
    pub picture: String,
    pub caption: String,
}

/// A voice left with a town.
#[derive(Deserialize)]
pub struct Letter {
    pub town: String,
    pub channel: String,
    pub days_ago: i64,
    pub words: String,
    pub who_kind: String,
    #[serde(default)]
    pub who: String,
    pub consent: String,
    pub opened_by: Option<String>,
}
