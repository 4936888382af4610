//! 型: the list, one package, its form.

use askama::Template;
use domain::{
    Coded, Day, Timestamp,
    audience::Audience,
    id::{AdaptationId, OfferId, PackageId},
    viewer::Side,
};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    lineage::Tree,
    terms::TermLines,
    text::Prose,
};

/// A package as lists show it.
pub struct Card {
    /// The id.
    pub id: PackageId,
    /// Who keeps it.
    pub keeper: String,
    /// The title.
    pub title: String,
    /// What it is, in short.
    pub summary: String,
    /// Its version.
    pub version: i64,
    /// To whom it is open.
    pub audience: Audience,
}

/// `/packages`.
#[derive(Template)]
#[template(path = "packages/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The packages of this page.
    pub cards: Vec<Card>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader can make one.
    pub can_make: bool,
}

/// A part as its page shows it.
pub struct PartLine {
    /// The title.
    pub title: String,
    /// What it is.
    pub body: Prose,
    /// Who, what it costs and the rest.
    pub terms: TermLines,
}

/// `/packages/{package}`, in its newest version or an earlier one.
#[derive(Template)]
#[template(path = "packages/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// Its card, in the version shown.
    pub card: Card,
    /// The newest version.
    pub newest: i64,
    /// What it is.
    pub summary: Prose,
    /// What is new in this version.
    pub news: Prose,
    /// Its parts.
    pub parts: Vec<PartLine>,
    /// The adaptation it grew out of.
    pub from: Option<AdaptationId>,
    /// How towns reshaped it.
    pub tree: Tree,
    /// The address of the next page of adaptations.
    pub next: Option<String>,
    /// Whether the reader keeps it.
    pub can_edit: bool,
}

/// A version in the list of versions.
pub struct VersionLine {
    /// Its number.
    pub number: i64,
    /// The title then.
    pub title: String,
    /// What is new in it.
    pub news: Prose,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// From which towns it learnt something.
    pub towns: Vec<String>,
}

/// `/packages/{package}/versions`.
#[derive(Template)]
#[template(path = "packages/versions.html")]
pub struct Versions {
    /// The chrome.
    pub page: Chrome,
    /// The package.
    pub id: PackageId,
    /// Its title.
    pub title: String,
    /// The versions, newest first.
    pub versions: Vec<VersionLine>,
    /// The address of the older ones.
    pub next: Option<String>,
}

/// What a town learnt, offered back.
pub struct OfferLine {
    /// The id.
    pub id: OfferId,
    /// The town.
    pub town: String,
    /// The adaptation it was learnt from.
    pub adaptation: AdaptationId,
    /// The part it is about; empty for the whole.
    pub part: String,
    /// What was learnt.
    pub words: Prose,
    /// The same in short.
    pub short: String,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub day: Day,
    /// The version that took it up.
    pub taken: Option<i64>,
    /// What the makers answered.
    pub answer: Prose,
}

/// `/packages/{package}/offers`, for those who keep it.
#[derive(Template)]
#[template(path = "packages/offers.html")]
pub struct Offers {
    /// The chrome.
    pub page: Chrome,
    /// The package.
    pub id: PackageId,
    /// Its title.
    pub title: String,
    /// The offers, newest first.
    pub offers: Vec<OfferLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/offers/{offer}`, for those who keep the package it was made to.
#[derive(Template)]
#[template(path = "packages/offer.html")]
pub struct Offer {
    /// The chrome.
    pub page: Chrome,
    /// The package.
    pub package: PackageId,
    /// The offer.
    pub offer: OfferLine,
    /// What is typed.
    pub form: Form,
}

impl Offer {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("words", self.page.w.offers_answer())]
    }
}

/// `/packages/new` and `/packages/{package}/edit`.
#[derive(Template)]
#[template(path = "packages/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The package being changed.
    pub id: Option<PackageId>,
    /// The numbers of the rows for parts.
    pub rows: Vec<usize>,
    /// Whether there is room for more rows.
    pub more: bool,
    /// The audiences to choose from.
    pub audiences: Vec<Choice>,
    /// The offers that wait, which this version can take up.
    pub offers: Vec<Choice>,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("title", w.packages_heading()),
            ("summary", w.packages_summary()),
            ("audience", w.packages_audience()),
            ("part-1", w.packages_parts()),
            ("news", w.packages_news()),
        ]
    }
}

/// The name of a field of a row, such as `title-3`.
pub fn field(name: &str, row: &usize) -> String {
    format!("{name}-{row}")
}
