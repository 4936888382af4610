//! Atom feeds (RFC 4287) as text: the shapes, and the template that writes them.

use askama::Template;

use crate::words::Words;

/// A feed, or one page of it (RFC 5005, paged feeds).
#[derive(Template)]
#[template(path = "feeds/feed.xml", escape = "html")]
pub struct Feed {
    /// The words in the reader's language.
    pub w: Words,
    /// The name of the feed, the same on all its pages: a `tag:` URI (RFC 4151).
    pub id: String,
    /// The title.
    pub title: String,
    /// When something in it last changed (RFC 3339).
    pub updated: String,
    /// The absolute address of this page of it.
    pub itself: String,
    /// Of its first page.
    pub first: String,
    /// Of the page for people.
    pub page: String,
    /// Of the next page.
    pub next: Option<String>,
    /// The entries, the latest changed first.
    pub entries: Vec<FeedEntry>,
}

/// An entry.
pub struct FeedEntry {
    /// Its name, a `tag:` URI.
    pub id: String,
    /// The title.
    pub title: String,
    /// The absolute address of its page.
    pub page: String,
    /// The organisation it is by; never a person.
    pub author: String,
    /// When it became public first.
    pub published: String,
    /// When what is public of it last changed.
    pub updated: String,
    /// Sanitised HTML.
    pub content: String,
}

impl Feed {
    /// The feed as bytes are sent: without the characters that no XML text may have.
    pub fn write(&self) -> askama::Result<String> {
        let mut text = self.render()?;
        text.retain(|one| {
            matches!(one, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        });
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;

    #[test]
    fn what_people_wrote_stays_text() {
        let feed = Feed {
            w: Words::of(Locale::Ja),
            id: "tag:tomoni.example,2026:/challenges.atom".into(),
            title: "<b>&\u{1}\u{fffe}題名]]>".into(),
            updated: "2026-11-23T00:00:00Z".into(),
            itself: "https://tomoni.example/challenges.atom?a=1&b=2".into(),
            first: "https://tomoni.example/challenges.atom".into(),
            page: "https://tomoni.example/challenges".into(),
            next: None,
            entries: Vec::new(),
        };
        let text = feed.write().unwrap();
        assert!(
            !text.contains("<b>") && !text.contains('\u{1}') && !text.contains('\u{fffe}'),
            "{text}"
        );
        assert!(
            text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
            "{text}"
        );
    }
}
