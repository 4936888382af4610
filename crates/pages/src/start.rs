//! The start page and what tomoni is.

use askama::Template;
use domain::{Coded, audience::Audience};

use crate::{challenges::Card, chrome::Chrome};

/// Somebody visitors of a demo may sign in as. Texts are in the order of [`crate::Locale::ALL`].
#[derive(Clone, Debug)]
pub struct Persona {
    /// What the form sends.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// `town`, `partner` or `pro`.
    pub side: &'static str,
    /// Town or partner.
    pub organisation: String,
    /// Department and title.
    pub title: String,
    /// Who they are.
    pub who: [String; 2],
    /// What to try first.
    pub hint: [String; 2],
}

impl Persona {
    /// The first character of the name, for the avatar.
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }
}

/// A step of the first visit.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to do.
    pub title: [String; 2],
    /// How, and why.
    pub text: [String; 2],
}

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
    /// Who can be signed in as; empty outside a demo.
    pub personas: Vec<Persona>,
    /// The steps of a first visit; empty outside a demo.
    pub guide: Vec<Step>,
    /// Challenges open to everyone, the latest changed first.
    pub cards: Vec<Card>,
}

impl Index {
    /// The text in the reader's language.
    pub fn told<'a>(&self, texts: &'a [String; 2]) -> &'a str {
        &texts[self.page.w.locale as usize]
    }
}

/// `/about`.
#[derive(Template)]
#[template(path = "start/about.html")]
pub struct About {
    /// The chrome.
    pub page: Chrome,
}

impl About {
    const fn audiences() -> &'static [Audience] {
        Audience::ALL
    }

    /// Who reads a record of this audience.
    fn readers(&self, audience: Audience) -> &'static str {
        let w = self.page.w;
        match audience {
            Audience::Participants => w.about_participants(),
            Audience::Town => w.about_town(),
            Audience::Circle => w.about_circle(),
            Audience::Network => w.about_network(),
            Audience::Public => w.about_public(),
        }
    }
}
