//! A newer version of the package beside what a town made of the one before, part by part.

use askama::Template;
use domain::{
    id::{AdaptationId, PackageId},
    merge::{Choice as Deciding, Field, NewsKind},
    package::Content,
};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    terms::TermLines,
    text::Prose,
    words::Words,
};

impl Words {
    /// What is new about a part.
    pub fn news_kind(self, kind: &NewsKind) -> &'static str {
        match kind {
            NewsKind::Appeared => self.newer_appeared(),
            NewsKind::Altered => self.newer_altered(),
            NewsKind::Removed => self.newer_removed(),
        }
    }

    /// What a town does with what is new.
    pub fn news_choice(self, choice: Deciding) -> &'static str {
        match choice {
            Deciding::Take => self.newer_take(),
            Deciding::Leave => self.newer_leave(),
            Deciding::Merge => self.newer_merge(),
        }
    }

    /// The name of a field of a part.
    pub fn part_field(self, field: &Field) -> &'static str {
        match field {
            Field::Title => self.packages_part_title(),
            Field::Body => self.newer_body(),
            Field::Who => self.terms_who(),
            Field::Cost => self.newer_cost(),
            Field::Duration => self.terms_duration(),
            Field::Preconditions => self.terms_preconditions(),
            Field::Pitfalls => self.terms_pitfalls(),
        }
    }
}

/// What one side says about a part.
pub struct Said {
    /// The title.
    pub title: String,
    /// The text.
    pub body: Prose,
    /// The rest.
    pub terms: TermLines,
}

/// What a part's content says.
pub fn said(w: Words, content: &Content) -> Said {
    Said {
        title: content.title.clone(),
        body: Prose::of(&content.body),
        terms: w.terms(&content.terms),
    }
}

/// A field both sides changed differently.
pub struct Conflict {
    /// Which.
    pub field: Field,
    /// The name of its field in the form.
    pub name: String,
    /// What the town says.
    pub ours: Prose,
    /// What the newer version says.
    pub theirs: Prose,
    /// What the field begins with.
    pub together: String,
}

/// One part with news, its sides next to each other.
pub struct Side {
    /// Its number, from 1.
    pub number: usize,
    /// What is new.
    pub kind: NewsKind,
    /// The title.
    pub title: String,
    /// Whether the town has made something of its own of it.
    pub touched: bool,
    /// The version the town began with.
    pub base: Option<Said>,
    /// The town.
    pub ours: Option<Said>,
    /// The newer version.
    pub theirs: Option<Said>,
    /// Both together.
    pub together: Option<Said>,
    /// The fields to look at.
    pub conflicts: Vec<Conflict>,
    /// What can be done.
    pub choices: Vec<Choice>,
}

impl Side {
    /// The name of the field for the choice.
    pub fn choice(&self) -> String {
        crate::packages::field("choice", &self.number)
    }
}

/// `/adaptations/{adaptation}/newer`.
#[derive(Template)]
#[template(path = "adaptations/newer.html")]
pub struct Newer {
    /// The chrome.
    pub page: Chrome,
    /// The adaptation.
    pub id: AdaptationId,
    /// The package.
    pub package: Option<PackageId>,
    /// The adaptation's title.
    pub title: String,
    /// Its current revision.
    pub revision: i64,
    /// The version it stands on.
    pub from: i64,
    /// The newest version.
    pub version: i64,
    /// The parts with news.
    pub sides: Vec<Side>,
    /// The dialogues and voices that can be reasons.
    pub sources: Vec<Choice>,
    /// What is typed.
    pub form: Form,
}

impl Newer {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("summary", w.adaptations_summary()),
            ("reason", w.adaptations_why()),
        ]
    }
}

/// `/adaptations/{adaptation}/like`: for which of one's challenges.
#[derive(Template)]
#[template(path = "adaptations/like.html")]
pub struct Like {
    /// The chrome.
    pub page: Chrome,
    /// The adaptation to begin with.
    pub id: AdaptationId,
    /// Its title.
    pub title: String,
    /// The reader's challenges.
    pub challenges: Vec<crate::challenges::Card>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/adaptations/{adaptation}/offers`: what was learnt, offered back to the package.
#[derive(Template)]
#[template(path = "adaptations/offers.html")]
pub struct OfferBack {
    /// The chrome.
    pub page: Chrome,
    /// The adaptation.
    pub id: AdaptationId,
    /// Its title.
    pub title: String,
    /// The parts of the package.
    pub choices: Vec<Choice>,
    /// What was offered before.
    pub offers: Vec<crate::packages::OfferLine>,
    /// What is typed.
    pub form: Form,
}

impl OfferBack {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![("words", w.offers_words()), ("part", w.offers_part())]
    }
}
