//! The demo world as its files tell it. The headers of `crates/server/demo/*.toml` say what each key means.

use anyhow::Context;
use serde::Deserialize;

mod consulting;
mod fairness;
mod files;
mod listening;
mod people;
mod shaping;
mod solution;
mod trying;

pub use consulting::{Answer, Card, Consultation, Introduction};
pub use fairness::{Contact, Exchange, Interest, Procurement, Rule};
pub use listening::{Dialogue, File, Letter, Message, Voice};
pub use people::{Asks, Partner, Person, Town};
pub use shaping::{Challenge, Hand, Joining, Owner, Publication, Remarked, Revision, Signature, Told};
pub use solution::{Adaptation, Move, Package, PackagePart, Part, Renewal, Reshaped};
pub use trying::{DiaryEntry, FirstText, Measured, Reflection, Spending, Trial};

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
