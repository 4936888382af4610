//! Pages for what went wrong.

use askama::Template;

use crate::chrome::Chrome;

/// What happened and what to do.
#[derive(Template)]
#[template(path = "errors/lost.html")]
pub struct Lost {
    /// The chrome.
    pub page: Chrome,
    /// Whether whoever asked has a session: they are shown their own page in place of the way in.
    pub known: bool,
    /// What happened.
    pub title: &'static str,
    /// What to do.
    pub body: &'static str,
    /// The number to give when asking for help; empty where asking makes no sense.
    pub request: String,
    /// What was typed into the form that could not be taken, to be copied: nothing is lost.
    pub typed: Vec<(String, String)>,
}
