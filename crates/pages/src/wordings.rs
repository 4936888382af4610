//! ことばの歩み: every wording of a challenge with its reason, and any two of them beside each other.

use askama::Template;
use domain::{
    Coded, Timestamp,
    audience::Audience,
    id::{DialogueId, VoiceId},
    viewer::Side,
};
use text::diff::{self, Kind, Mark, Paragraph, Piece};

use crate::{challenges::Card, chrome::Chrome, corrections::Beside, text::Prose, words::Words};

/// The dialogue or voice because of which something was worded anew.
pub struct Because<I> {
    /// The record.
    pub id: I,
    /// What it says, where the reader may read it.
    pub said: Option<String>,
}

/// How a wording is told of: who, when, why.
pub struct Told {
    /// Its number.
    pub number: i64,
    /// Why it was worded anew, in the words of its author; may be empty.
    pub because: String,
    /// The dialogue that was the reason.
    pub dialogue: Option<Because<DialogueId>>,
    /// The voice that was the reason, and the address of the page where it is heard.
    pub voice: Option<(Because<VoiceId>, String)>,
    /// Who wrote it; strangers learn the side only.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
}

/// One wording in the history.
pub struct Wording {
    /// Who, when, why.
    pub told: Told,
    /// The title.
    pub title: String,
    /// めざす姿.
    pub purpose: String,
    /// Who among the residents gains what.
    pub gains: String,
    /// The challenge in words.
    pub wording: Prose,
}

/// `/challenges/{challenge}/wordings`.
#[derive(Template)]
#[template(path = "wordings/index.html")]
pub struct Wordings {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The number of the current wording.
    pub current: i64,
    /// The wordings the reader may read, newest first.
    pub wordings: Vec<Wording>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

/// One field of two records beside each other.
pub struct Field {
    /// What the field is called.
    pub label: &'static str,
    /// What changed in it.
    pub paragraphs: Vec<Paragraph>,
}

impl Field {
    /// What changed in a field of Markdown, in the words people read: nobody reads the marks of what is bold. Where the marks
    /// alone changed, such as where a link leads, they are what is shown.
    pub fn prose(label: &'static str, old: &str, new: &str) -> Self {
        // Every paragraph ends its line, the last one too: one that comes after it changes nothing in it.
        let [before, after] = [old, new].map(|written| {
            let mut reading = text::markdown::to_reading(written);
            if !reading.is_empty() {
                reading.push('\n');
            }
            reading
        });
        if before == after && old != new {
            Self::of(label, old, new)
        } else {
            Self::of(label, &before, &after)
        }
    }

    /// What changed in a field of plain text.
    pub fn of(label: &'static str, old: &str, new: &str) -> Self {
        Self {
            label,
            paragraphs: diff::paragraphs(old, new),
        }
    }

    /// What changed in a field of one line, which is no paragraph that comes or goes.
    pub fn line(label: &'static str, old: &str, new: &str) -> Self {
        let kind = if old == new { Kind::Same } else { Kind::Changed };
        Self {
            label,
            paragraphs: vec![Paragraph {
                kind,
                pieces: diff::words(old, new),
            }],
        }
    }

    /// Whether nothing did.
    pub fn is_same(&self) -> bool {
        diff::is_same(&self.paragraphs)
    }
}

/// The class of a paragraph.
pub const fn class(paragraph: &Paragraph) -> &'static str {
    match paragraph.kind {
        Kind::Same => "",
        Kind::Changed => "is-changed",
        Kind::Added => "is-added",
        Kind::Removed => "is-removed",
        Kind::MovedAway => "is-moved-away",
        Kind::MovedHere => "is-moved-here",
    }
}

/// Whether there is nothing to read in a paragraph: a blank line both have.
pub fn is_blank(paragraph: &Paragraph) -> bool {
    paragraph.pieces.iter().all(|piece| piece.text.trim().is_empty())
}

/// The text of a piece, without the line end that closes its paragraph.
pub fn shown(piece: &Piece) -> &str {
    piece.text.trim_end_matches(['\n', '\r'])
}

/// Whether a piece stands in the new text only.
pub fn is_new(piece: &Piece) -> bool {
    piece.mark == Mark::New
}

/// Whether a piece stands in the old text only.
pub fn is_gone(piece: &Piece) -> bool {
    piece.mark == Mark::Gone
}

impl Words {
    /// What is said before a paragraph that moved, came or went.
    pub fn paragraph(self, paragraph: &Paragraph) -> &'static str {
        match paragraph.kind {
            Kind::Same | Kind::Changed => "",
            Kind::Added => self.diff_added(),
            Kind::Removed => self.diff_removed(),
            Kind::MovedAway => self.diff_moved_away(),
            Kind::MovedHere => self.diff_moved_here(),
        }
    }
}

/// A wording to choose, and whether it is the one shown.
pub struct Number {
    /// Its number.
    pub number: i64,
    /// Whether it is the older of the two.
    pub from: bool,
    /// Whether it is the newer.
    pub to: bool,
}

/// `/challenges/{challenge}/wordings/compare`.
#[derive(Template)]
#[template(path = "wordings/compare.html")]
pub struct Compare {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The older wording.
    pub old: Told,
    /// The newer one.
    pub new: Told,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The wordings to choose from, the newest first.
    pub numbers: Vec<Number>,
    /// The pair before this one.
    pub previous: Option<(i64, i64)>,
    /// The pair after it.
    pub next: Option<(i64, i64)>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: &Field) -> Vec<(Kind, String)> {
        let words = |one: &Paragraph| one.pieces.iter().map(|piece| piece.text.trim_end()).collect();
        let all = field.paragraphs.iter();
        all.map(|one| (one.kind, words(one))).collect()
    }

    #[test]
    fn prose_is_compared_as_it_is_read_and_keeps_its_paragraphs() {
        let field = Field::prose(
            "",
            "**最後の四歩**を歩く。\n\n二つ目の段落。",
            "**最後の四歩**を歩く。\n\n二つ目の段落。\n\n- 三つ目",
        );
        let kinds = [
            (Kind::Same, "最後の四歩を歩く。".to_owned()),
            (Kind::Same, "二つ目の段落。".to_owned()),
            (Kind::Added, "・三つ目".to_owned()),
        ];
        assert_eq!(read(&field), kinds);
    }

    #[test]
    fn where_the_marks_alone_changed_they_are_shown() {
        let field = Field::prose("", "歩く", "**歩く**");
        assert!(!field.is_same());
        assert!(Field::prose("", "**歩く**", "**歩く**").is_same());
    }
}
