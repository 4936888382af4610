//! The start page and what tomoni is.

use askama::Template;
use domain::{Coded, Day, audience::Audience};

use crate::{challenges::Card, chrome::Chrome, words::Locale};

/// Somebody visitors of a demo may sign in as. Texts are in Japanese and in English.
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
    pub fn told<'a>(&self, [japanese, english]: &'a [String; 2]) -> &'a str {
        match self.page.w.locale.full() {
            Locale::En => english,
            _ => japanese,
        }
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

/// `/accessibility`.
#[derive(Template)]
#[template(path = "start/accessibility.html")]
pub struct Accessibility {
    /// The chrome.
    pub page: Chrome,
}

impl Accessibility {
    /// The day of the last test by hand; docs/accessibility.md has its table.
    fn tested() -> Day {
        Day::literal(2026, 11, 24)
    }

    /// What helps, in words.
    fn means(&self) -> [&'static str; 6] {
        let w = self.page.w;
        [
            w.accessibility_keyboard(),
            w.accessibility_scripts(),
            w.accessibility_zoom(),
            w.accessibility_colours(),
            w.accessibility_errors(),
            w.accessibility_languages(),
        ]
    }

    /// What is known not to work, in words.
    fn gaps(&self) -> [&'static str; 4] {
        let w = self.page.w;
        [
            w.accessibility_gap_people(),
            w.accessibility_gap_reader(),
            w.accessibility_gap_ruby(),
            w.accessibility_gap_pictures(),
        ]
    }
}
