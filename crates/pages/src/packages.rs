//! 型: the list, one package, its form.

use askama::Template;
use domain::{
    Coded,
    audience::Audience,
    id::{AdaptationId, PackageId},
};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
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

/// `/packages/{package}`.
#[derive(Template)]
#[template(path = "packages/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// Its card.
    pub card: Card,
    /// What it is.
    pub summary: Prose,
    /// Its parts: title and text.
    pub parts: Vec<(String, Prose)>,
    /// How towns reshaped it: id and title.
    pub adaptations: Vec<(AdaptationId, String)>,
    /// Whether the reader keeps it.
    pub can_edit: bool,
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
        ]
    }
}

/// The name of a field of a row, such as `title-3`.
pub fn field(name: &str, row: &usize) -> String {
    format!("{name}-{row}")
}
