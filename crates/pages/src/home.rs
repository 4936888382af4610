//! 今日: what waits for the reader, and the challenges of their circles.

use askama::Template;
use domain::{Coded, Day, today::Waiting};

use crate::{
    challenges::Card,
    chrome::{Chrome, HatLine},
    words::Words,
};

/// Something that waits.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it is done.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The town's or partner's name.
    pub of: String,
    /// The day it is about.
    pub day: Option<Day>,
}

/// What waits in the same way.
#[derive(Clone, Debug)]
pub struct Group {
    /// The kind.
    pub waiting: Waiting,
    /// The lines.
    pub lines: Vec<Line>,
}

/// `/home`.
#[derive(Template)]
#[template(path = "home/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// What waits, by kind.
    pub groups: Vec<Group>,
    /// The challenges of the reader's circles, the latest changed first.
    pub cards: Vec<Card>,
    /// Whether the reader has no hat yet and should join somewhere.
    pub hatless: bool,
    /// The hats to choose from, where the reader wears none of those they have.
    pub hats: Vec<HatLine>,
}

impl Words {
    /// What a group of waiting things is called.
    pub fn waiting(self, waiting: &Waiting) -> &'static str {
        match waiting {
            Waiting::Presence => self.home_presence(),
            Waiting::Words => self.home_words(),
            Waiting::Signature => self.home_signature(),
            Waiting::Move => self.home_move(),
            Waiting::Measure => self.home_measure(),
            Waiting::Conclude => self.home_conclude(),
            Waiting::Reflect => self.home_reflect(),
            Waiting::Together => self.home_together(),
            Waiting::Hand => self.home_hand(),
            Waiting::Wake => self.home_wake(),
            Waiting::Town => self.home_town(),
            Waiting::Join => self.home_join(),
            Waiting::Letter => self.letters_index(),
            Waiting::Told => self.home_told(),
            Waiting::Shown => self.home_shown(),
            Waiting::Consultation => self.consultations_waiting(),
            Waiting::Introduction => self.introductions_waiting(),
            Waiting::CorrectionRequest => self.corrections_requests(),
        }
    }
}

impl Index {
    fn icon(waiting: Waiting) -> &'static str {
        match waiting {
            Waiting::Presence
            | Waiting::Words
            | Waiting::Letter
            | Waiting::Consultation
            | Waiting::CorrectionRequest => "talk",
            Waiting::Signature => "sign",
            Waiting::Move => "reshape",
            Waiting::Measure | Waiting::Conclude => "sprout",
            Waiting::Reflect | Waiting::Together => "look-back",
            Waiting::Hand => "globe",
            Waiting::Town => "town",
            Waiting::Wake => "pause",
            Waiting::Told | Waiting::Shown => "file",
            Waiting::Join | Waiting::Introduction => "people",
        }
    }
}
