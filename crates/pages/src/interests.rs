//! 利害関係の開示: what each organisation among the owners gains from an adaptation, bears, and how its people stand.

use askama::Template;
use domain::{
    Coded, Day,
    id::AdaptationId,
    interest::{Party, Tie},
};

use crate::{chrome::Chrome, corrections::Beside, form::Form, words::Words};

impl Words {
    /// A relation.
    pub fn tie(self, tie: &Tie) -> &'static str {
        match tie {
            Tie::Nothing => self.tie_none(),
            Tie::OwnPackage => self.tie_own_package(),
            Tie::Kin => self.tie_kin(),
            Tie::Assembly => self.tie_assembly(),
            Tie::Head => self.tie_head(),
            Tie::Former => self.tie_former(),
            Tie::Other => self.tie_other(),
        }
    }
}

/// What an organisation says.
pub struct Statement {
    /// In which revision.
    pub revision: i64,
    /// What it gains.
    pub gains: String,
    /// What it bears.
    pub bears: String,
    /// How its people stand.
    pub ties: Vec<Tie>,
    /// The same in words.
    pub words: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub day: Day,
}

/// An organisation with what it says.
pub struct Line {
    /// Which.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// What it says; nothing so far.
    pub statement: Option<Statement>,
}

/// `/adaptations/{adaptation}/interests`.
#[derive(Template)]
#[template(path = "interests/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The adaptation.
    pub adaptation: AdaptationId,
    /// Its title.
    pub title: String,
    /// The newest statement of each organisation.
    pub interests: Vec<Line>,
    /// Every statement, the newest first.
    pub earlier: Vec<Line>,
    /// The reader's organisation, where they may write for it.
    pub own: Option<String>,
    /// Whether the package is that organisation's own.
    pub own_package: bool,
    /// What is typed.
    pub form: Form,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

impl Index {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("gains", w.interests_gains()),
            ("bears", w.interests_bears()),
            ("tie", w.interests_ties()),
            ("words", w.interests_words()),
        ]
    }
}
