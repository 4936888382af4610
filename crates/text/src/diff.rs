//! What changed between two Japanese texts, marked word by word so that people can read it.
//!
//! Three steps, from the coarse to the fine: paragraphs are paired (and those that only moved are known as moved), in a
//! pair the sentences are paired, in a pair of sentences the words. Japanese has no spaces, so `tokens` says what a word
//! is; `clean` then puts the marks where a reader would put them. Whatever goes in, the old and the new text can be put
//! together again from the pieces, character by character, and the cost is bounded: see [`align`].

mod align;
mod clean;
mod tokens;

use align::{Step, align};
use tokens::{Token, tokens};

/// What happened to a piece of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It stands in both.
    Same,
    /// It stands in the old text only.
    Gone,
    /// It stands in the new text only.
    New,
}

/// A piece of text with its mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// What happened to it.
    pub mark: Mark,
    /// The text.
    pub text: String,
}

/// What happened to a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nothing.
    Same,
    /// Words in it changed.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stood here before, and stands elsewhere now.
    MovedAway,
    /// It stands here now, and stood elsewhere before.
    MovedHere,
}

/// A paragraph: a line with the line end that closes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// What happened to it.
    pub kind: Kind,
    /// Its text in pieces.
    pub pieces: Vec<Piece>,
}

/// The old text (`Same` and `Gone`) or the new one (`Same` and `New`), put together again.
pub fn side(paragraphs: &[Paragraph], other: Mark) -> String {
    let pieces = paragraphs.iter().flat_map(|one| &one.pieces);
    let own = pieces.filter(|piece| piece.mark == Mark::Same || piece.mark == other);
    own.map(|piece| piece.text.as_str()).collect()
}

/// Whether nothing changed.
pub fn is_same(paragraphs: &[Paragraph]) -> bool {
    paragraphs.iter().all(|one| one.kind == Kind::Same)
}

/// What changed from `old` to `new`, paragraph by paragraph.
pub fn paragraphs(old: &str, new: &str) -> Vec<Paragraph> {
    let (before, after) = (lines(old), lines(new));
    let steps = align(&before, &after);
    // A paragraph that is gone here and new there has moved, each of them once.
    let mut gone: Vec<&str> = Vec::new();
    let mut came: Vec<&str> = Vec::new();
    for step in &steps {
        match *step {
            Step::Gone(at) => gone.push(moving(before[at])),
            Step::New(at) => came.push(moving(after[at])),
            Step::Same(..) | Step::Pair(..) => {}
        }
    }
    let mut away = meeting(&gone, &came);
    let mut here = away.clone();
    steps
        .into_iter()
        .map(|step| match step {
            Step::Same(at, _) => whole(Kind::Same, Mark::Same, before[at]),
            Step::Pair(from, to) => Paragraph {
                kind: Kind::Changed,
                pieces: words(before[from], after[to]),
            },
            Step::Gone(at) => {
                let kind = if take(&mut away, moving(before[at])) {
                    Kind::MovedAway
                } else {
                    Kind::Removed
                };
                whole(kind, Mark::Gone, before[at])
            }
            Step::New(at) => {
                let kind = if take(&mut here, moving(after[at])) {
                    Kind::MovedHere
                } else {
                    Kind::Added
                };
                whole(kind, Mark::New, after[at])
            }
        })
        .collect()
}

/// What changed inside one paragraph or one line, sentence by sentence and word by word.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (sentences(old), sentences(new));
    let mut pieces = Pieces::default();
    for step in align(&before, &after) {
        match step {
            Step::Same(at, _) => pieces.push(Mark::Same, before[at]),
            Step::Gone(at) => pieces.push(Mark::Gone, before[at]),
            Step::New(at) => pieces.push(Mark::New, after[at]),
            Step::Pair(from, to) => sentence(&mut pieces, before[from], after[to]),
        }
    }
    pieces.0
}

fn sentence(pieces: &mut Pieces, old: &str, new: &str) {
    let (before, after) = (tokens(old), tokens(new));
    let (from, to): (Vec<&str>, Vec<&str>) = (texts(&before), texts(&after));
    let changes = clean::readable(&before, &after, align::changes(&from, &to));
    // Where hardly anything is shared, two whole sentences read better than a sieve.
    let kept: usize = clean::shared(&before, &changes);
    let shorter = clean::weight(&before).min(clean::weight(&after));
    if kept * 4 < shorter {
        pieces.push(Mark::Gone, old);
        pieces.push(Mark::New, new);
        return;
    }
    let mut at = 0;
    for change in changes {
        pieces.push(Mark::Same, &from[at..change.old.start].concat());
        pieces.push(Mark::Gone, &from[change.old.clone()].concat());
        pieces.push(Mark::New, &to[change.new].concat());
        at = change.old.end;
    }
    pieces.push(Mark::Same, &from[at..].concat());
}

fn texts<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    tokens.iter().map(|token| token.text).collect()
}

/// Pieces in order; neighbours of one mark grow together, and what is gone stands before what is new.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, mark: Mark, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.0.last_mut()
            && last.mark == mark
        {
            last.text.push_str(text);
            return;
        }
        // What is gone stands before what came in its place; no piece of both lies between them.
        if mark == Mark::Gone
            && let Some(last) = self.0.pop_if(|last| last.mark == Mark::New)
        {
            self.push(Mark::Gone, text);
            self.0.push(last);
            return;
        }
        self.0.push(Piece {
            mark,
            text: text.to_owned(),
        });
    }
}

fn whole(kind: Kind, mark: Mark, text: &str) -> Paragraph {
    let mut pieces = Pieces::default();
    pieces.push(mark, text);
    Paragraph {
        kind,
        pieces: pieces.0,
    }
}

/// Lines, each with its line end.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Sentences, each with what ends it; a closing bracket belongs to its sentence. A line end stands alone: what is added
/// behind the last sentence of a line does not change that sentence.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        let breaks = matches!(letter, '\n' | '\r');
        let ends = matches!(letter, '。' | '！' | '？' | '!' | '?');
        let closes = matches!(letter, '」' | '』' | '）' | ')' | '”');
        if start < at && ((ended && !ends && !closes) || breaks) {
            found.push(&text[start..at]);
            start = at;
        }
        ended = ends || breaks || (ended && closes);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// A paragraph as it is known again elsewhere; blank lines do not move.
fn moving(line: &str) -> &str {
    line.trim()
}

/// What stands in both lists, as often as it does.
fn meeting<'a>(gone: &[&'a str], came: &[&'a str]) -> Vec<&'a str> {
    let mut left: Vec<&str> = came.iter().copied().filter(|line| !line.is_empty()).collect();
    left.sort_unstable();
    let mut gone = gone.to_vec();
    gone.sort_unstable();
    let mut both = Vec::new();
    let mut at = 0;
    for line in gone {
        while at < left.len() && left[at] < line {
            at += 1;
        }
        if left.get(at) == Some(&line) {
            both.push(line);
            at += 1;
        }
    }
    both
}

/// Takes one out of a sorted list.
fn take(from: &mut Vec<&str>, line: &str) -> bool {
    let found = from.binary_search(&line);
    found.map(|at| from.remove(at)).is_ok()
}

#[cfg(test)]
mod tests;
