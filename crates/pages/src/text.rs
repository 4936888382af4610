//! Text from people, made safe.

use std::fmt;

/// Sanitised HTML from somebody's Markdown; templates print it with `|safe`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prose(String);

impl Prose {
    /// Renders and sanitises Markdown.
    pub fn of(markdown: &str) -> Self {
        Self(text::markdown::to_html(markdown))
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Prose {}
