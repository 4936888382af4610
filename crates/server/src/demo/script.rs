//! The demo world as its files tell it. The headers of `crates/server/demo/*.toml` say what each key means.

use anyhow::Context;
use serde::Deserialize;

mod consulting;
mod fairness;
mod files;
mod trying;

pub use trying::{DiaryEntry, FirstText, Measured, Reflection, Spending, Trial};

pub use fairness::{Contact, Exchange, Interest, Procurement, Rule};

pub use consulting::{Answer, Card, Consultation, Introduction};

/// Everything, joined over all files.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Script {
    pub prefecture: Prefecture,
    pub town: Vec<Town>,
    pub partner: Vec<Partner>,
    pub person: Vec<Person>,
    pub dialogue: Vec<Dialogue>,
    pub message: Vec<Message>,
    pub voice: Vec<Voice>,
    #[serde(default)]
    pub letter: Vec<Letter>,
    pub file: Vec<File>,
    pub challenge: Vec<Challenge>,
    pub package: Vec<Package>,
    pub renewal: Vec<Renewal>,
    pub adaptation: Vec<Adaptation>,
    #[serde(rename = "move")]
    pub moves: Vec<Move>,
    pub trial: Vec<Trial>,
    pub interest: Vec<Interest>,
    pub rule: Vec<Rule>,
    pub procurement: Vec<Procurement>,
    pub contact: Vec<Contact>,
    pub reflection: Vec<Reflection>,
    pub first_text: Vec<FirstText>,
    pub diary: Vec<DiaryEntry>,
    pub cost: Vec<Spending>,
    pub consultation: Vec<Consultation>,
    pub introduction: Vec<Introduction>,
    pub card: Vec<Card>,
    pub persona: Vec<Persona>,
    pub guide: Vec<Guide>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Prefecture {
    pub name: String,
}

#[derive(Deserialize)]
pub struct Town {
    pub slug: String,
    pub code: String,
    pub name: String,
    pub kana: String,
    pub kind: String,
    pub about: String,
    pub mail_domains: Vec<String>,
    pub contact: Option<CorrectionContact>,
    #[serde(default)]
    pub department: Vec<Department>,
}

#[derive(Deserialize)]
pub struct Department {
    pub slug: String,
    pub name: String,
}

#[derive(Deserialize)]
pub struct Partner {
    pub slug: String,
    pub name: String,
    pub kana: String,
    pub kind: String,
    pub about: String,
}

/// A request to join a town's staff that waits for its answer.
#[derive(Deserialize)]
pub struct Asks {
    pub town: String,
    pub department: String,
    pub title: String,
    pub message: String,
    pub days_ago: i64,
}

#[derive(Deserialize)]
pub struct Person {
    pub slug: String,
    pub name: String,
    pub kana: String,
    pub email: String,
    #[serde(default)]
    pub operator: bool,
    #[serde(default)]
    pub post: Vec<Post>,
    #[serde(default)]
    pub membership: Vec<Membership>,
    #[serde(default)]
    pub professional: Vec<toml::Table>,
    pub asks: Option<Asks>,
}

#[derive(Deserialize)]
pub struct Post {
    pub town: String,
    pub department: String,
    pub title: String,
    pub from_days_ago: i64,
    pub to_days_ago: Option<i64>,
    #[serde(default)]
    pub admin: bool,
}

#[derive(Deserialize)]
pub struct Membership {
    pub partner: String,
    pub title: String,
    pub from_days_ago: i64,
    #[serde(default)]
    pub admin: bool,
}

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
pub struct CorrectionContact {
    pub office: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub telephone: String,
}

#[derive(Deserialize)]
pub struct Hand {
    pub person: String,
    pub side: String,
    pub audience: String,
    pub days_ago: i64,
}

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

#[derive(Deserialize)]
pub struct Persona {
    pub slug: String,
    pub person: String,
    pub hat: String,
    pub who_ja: String,
    pub who_en: String,
    pub try_ja: String,
    pub try_en: String,
}

#[derive(Deserialize)]
pub struct Guide {
    pub title_ja: String,
    pub text_ja: String,
    pub title_en: String,
    pub text_en: String,
}

impl Script {
    /// Reads the files in the binary.
    pub fn read() -> anyhow::Result<Self> {
        files::together()?.try_into().context("reading the demo world")
    }
}
