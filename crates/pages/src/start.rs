//! The start page and what tomoni is.

use askama::Template;

use crate::chrome::Chrome;

/// `/`.
#[derive(Template)]
#[template(path = "start/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// How many local governments there are.
    pub all: i64,
    /// How many take part.
    pub joined: i64,
}
