//! The mailbox of a demo: what would have been sent.

use askama::Template;
use domain::{Timestamp, id::MailId};

use crate::chrome::Chrome;

/// A mail in the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The id.
    pub id: MailId,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub made_at: Timestamp,
}

/// `/dev/mail`.
#[derive(Template)]
#[template(path = "mailbox/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The mails, the newest first.
    pub mails: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/dev/mail/{mail}`.
#[derive(Template)]
#[template(path = "mailbox/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The mail.
    pub mail: Line,
    /// Its text.
    pub body: String,
}

impl Show {
    /// The lines of the text; those that are an address are links.
    fn lines(&self) -> impl Iterator<Item = (&str, bool)> {
        self.body.lines().map(|line| {
            let address = line.starts_with("https://") || line.starts_with("http://");
            (line, address && !line.contains(char::is_whitespace))
        })
    }
}
