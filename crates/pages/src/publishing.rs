//! 公開: which paragraphs are open, whose hands are up, what outsiders see.

use askama::Template;
use domain::{
    Coded,
    audience::Audience,
    challenge::Piece,
    paragraph::{Field, LeftOut, divide},
    viewer::Side,
};

use crate::{challenges::Card, chrome::Chrome, form::Form, text::Prose, words::Words};

impl Words {
    /// The name of a text that is opened by paragraphs.
    pub fn paragraph_field(self, field: &Field) -> &'static str {
        match field {
            Field::Gains => self.challenges_gains(),
            Field::Wording => self.challenges_wording(),
            Field::Because => self.challenges_because(),
            Field::Summary => self.publishing_summary(),
            Field::Body => self.adaptations_here(),
            Field::Reason => self.adaptations_why(),
            Field::Terms => self.publishing_terms(),
            Field::What => self.publishing_what(),
            Field::Where => self.dialogues_place(),
            Field::Counted => self.trials_counted(),
            Field::Learnt => self.reflections_learnt(),
        }
    }
}

/// A text as its reader may have it: where something was left out, a sentence says so.
pub fn opened(w: Words, markdown: &str, left_out: &LeftOut, field: Field, part: i64) -> Prose {
    let gaps: Vec<usize> = left_out.before(field, part).collect();
    if gaps.is_empty() {
        return Prose::of(markdown);
    }
    let shown = divide(markdown);
    let (mut runs, mut from) = (Vec::new(), 0);
    for gap in gaps {
        let run = shown.get(from..gap).unwrap_or_default();
        runs.push(run.join("\n\n"));
        from = gap;
    }
    let rest = shown.get(from..).unwrap_or_default().join("\n\n");
    Prose::with_gaps(&runs, &rest, w.locale.as_str(), w.publishing_left_out())
}

/// A hand that is up.
pub struct HandView {
    /// The side.
    pub side: Side,
    /// Whose.
    pub name: String,
    /// How far it would open the piece.
    pub audience: Audience,
    /// Whether it is up for paragraphs only.
    pub some: bool,
}

/// A piece in the list.
pub struct PieceView {
    /// Its kind.
    pub kind: Piece,
    /// Its name in addresses.
    pub code: String,
    /// Its revision.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// To whom any of it is open.
    pub audience: Audience,
    /// Whether only paragraphs are open that far.
    pub partial: bool,
    /// The hands up for it.
    pub hands: Vec<HandView>,
}

/// `/challenges/{challenge}/publishing`.
#[derive(Template)]
#[template(path = "publishing/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// Its pieces, newest first.
    pub pieces: Vec<PieceView>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// A paragraph to choose.
pub struct Choosing {
    /// Its place, as the form sends it.
    pub code: String,
    /// The title of its part; empty outside parts.
    pub part: String,
    /// Of which text it is.
    pub field: Field,
    /// How it begins.
    pub excerpt: String,
    /// To whom it is open.
    pub audience: Audience,
    /// How far each side's hands reach, for it or for the whole.
    pub reached: Vec<(Side, Audience)>,
    /// The sides without a hand for it, where another side has one.
    pub missing: Vec<Side>,
    /// Whether the reader's own hand is up for it alone.
    pub mine: bool,
}

/// `/challenges/{challenge}/publishing/{piece}`.
#[derive(Template)]
#[template(path = "publishing/piece.html")]
pub struct PiecePage {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The piece.
    pub piece: PieceView,
    /// The piece's id.
    pub record: String,
    /// The address of the record itself.
    pub back: String,
    /// The paragraphs of this page.
    pub paragraphs: Vec<Choosing>,
    /// Whether the reader may raise a hand here, and take back those of their party.
    pub may: bool,
    /// Whether a hand of the reader's party is up for anything here, whoever raised it.
    pub mine: bool,
    /// The address of the next page.
    pub next: Option<String>,
    /// What was chosen wrongly.
    pub form: Form,
}

impl PiecePage {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("place", self.page.w.publishing_paragraphs())]
    }
}

/// Texts of one field, as they would be read.
pub struct PreviewBlock {
    /// The part's title.
    pub part: String,
    /// Whether the text before is of the same part: its title is not said again.
    pub follows: bool,
    /// Of which text.
    pub field: Field,
    /// The words with what is left out.
    pub words: Prose,
}

/// `/challenges/{challenge}/publishing/{piece}/preview`.
#[derive(Template)]
#[template(path = "publishing/preview.html")]
pub struct Preview {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The piece.
    pub piece: PieceView,
    /// Whose eyes are borrowed.
    pub seen_by: Audience,
    /// Whether hands that are still missing are thought up.
    pub agreed: bool,
    /// Whether they see the piece at all.
    pub open: bool,
    /// What they read.
    pub blocks: Vec<PreviewBlock>,
}

impl Preview {
    /// Its address.
    pub fn path(&self) -> String {
        format!(
            "/challenges/{}/publishing/{}/preview",
            self.card.id, self.piece.code
        )
    }

    /// The eyes to choose from: whose, and whether the missing hands are thought up.
    pub fn ways(&self) -> Vec<(Audience, bool, &'static str)> {
        let w = self.page.w;
        vec![
            (Audience::Public, false, w.publishing_as_public()),
            (Audience::Network, false, w.publishing_as_network()),
            (Audience::Public, true, w.publishing_as_public_agreed()),
            (Audience::Network, true, w.publishing_as_network_agreed()),
        ]
    }
}

/// `/challenges/{challenge}/publishing/{piece}/taking-back`: asked before it is done.
#[derive(Template)]
#[template(path = "publishing/taking_back.html")]
pub struct TakingBack {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The piece.
    pub piece: PieceView,
    /// The piece's id.
    pub record: String,
}
