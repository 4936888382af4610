//! 自治体: the list of all local governments and the page of each.

use askama::Template;
use domain::{Coded, MunicipalityCode, id::RelationshipId, municipality::MunicipalityKind};

use crate::{
    challenges::Card,
    chrome::Chrome,
    form::{Choice, Form},
    text::Prose,
};

/// One line of the list.
pub struct TownLine {
    /// The code, part of the address.
    pub code: MunicipalityCode,
    /// The kind.
    pub kind: MunicipalityKind,
    /// The prefecture.
    pub prefecture: String,
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// Whether it takes part.
    pub joined: bool,
    /// Whether it is invented for the demo.
    pub fictional: bool,
}

/// `/towns`.
#[derive(Template)]
#[template(path = "towns/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// What was searched for.
    pub form: Form,
    /// The prefectures to choose from.
    pub prefectures: Vec<Choice>,
    /// How many local governments there are.
    pub all: i64,
    /// How many take part.
    pub joined: i64,
    /// The towns of this page.
    pub towns: Vec<TownLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/towns/{code}`.
#[derive(Template)]
#[template(path = "towns/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: TownLine,
    /// What it says of itself.
    pub about: Prose,
    /// Its web site.
    pub site: Option<String>,
    /// Whether the reader is of its staff.
    pub staff: bool,
    /// Whether the reader may ask its staff for advice from outside.
    pub can_ask: bool,
    /// The relationship of the reader's partner with it.
    pub relationship: Option<RelationshipId>,
    /// Whether the reader administers it.
    pub admin: bool,
    /// Whom to tell of a mistake.
    pub beside: crate::corrections::Beside,
    /// Its challenges the reader may see, the latest changed first.
    pub cards: Vec<Card>,
}
