//! Changes put where a reader would put them.

use super::{
    align::Change,
    tokens::{Token, is_light},
};

/// The changes, with islands too small to read closed and insertions moved to where a phrase begins.
pub(super) fn readable(old: &[Token<'_>], new: &[Token<'_>], changes: Vec<Change>) -> Vec<Change> {
    let mut cleaned: Vec<Change> = Vec::new();
    for change in changes {
        match cleaned.last_mut() {
            Some(last) if is_islet(old, new, last, &change) => {
                last.old.end = change.old.end;
                last.new.end = change.new.end;
            }
            _ => cleaned.push(change),
        }
    }
    for at in 0..cleaned.len() {
        let before = at.checked_sub(1).and_then(|one| cleaned.get(one));
        let room = (
            before.map_or(0, |one| one.old.end),
            cleaned.get(at + 1).map_or(old.len(), |one| one.old.start),
        );
        let change = cleaned[at].clone();
        cleaned[at] = if change.old.is_empty() {
            let (from, to) = slide(new, change.new.clone(), room, change.old.start);
            Change {
                old: from..from,
                new: to..to + change.new.len(),
            }
        } else if change.new.is_empty() {
            // The same, seen from the other text.
            let room = (
                before.map_or(0, |one| one.new.end),
                cleaned.get(at + 1).map_or(new.len(), |one| one.new.start),
            );
            let (from, to) = slide(old, change.old.clone(), room, change.new.start);
            Change {
                old: to..to + change.old.len(),
                new: from..from,
            }
        } else {
            change
        };
    }
    cleaned
}

/// Whether what lies between two changes is too little to stop a reader's eye: a particle, a mark, a single character
/// between changes that are larger.
fn is_islet(old: &[Token<'_>], new: &[Token<'_>], before: &Change, after: &Change) -> bool {
    let between = &old[before.old.end..after.old.start];
    let size: usize = between.iter().map(|token| token.text.chars().count()).sum();
    let light = between.iter().all(|token| is_light(token.text));
    // A comma between two changes is a place to breathe; the end of a sentence always is.
    if size > 2 || !(light || size == 1) || between.iter().any(|token| token.text == "、") {
        return false;
    }
    let around = |change: &Change| {
        let of =
            |tokens: &[Token<'_>]| -> usize { tokens.iter().map(|token| token.text.chars().count()).sum() };
        (of(&old[change.old.clone()]), of(&new[change.new.clone()]))
    };
    let ((gone, came), (gone_too, came_too)) = (around(before), around(after));
    // Two insertions with the old word between them say more apart.
    let rewritten = gone.min(came) > 0 && gone_too.min(came_too) > 0;
    rewritten || (gone + gone_too > 2 * size && came + came_too > 2 * size)
}

/// An insertion often fits in several places (買い物｜の足と買い物｜…): the one that begins where a phrase or a sentence
/// begins reads best. `tokens` is the text that has the insertion, `stretch` where it is, `at` where it goes in the other
/// text and `room` how far that may move. Answers the place in the other text and the start in this one.
fn slide(
    tokens: &[Token<'_>],
    stretch: std::ops::Range<usize>,
    room: (usize, usize),
    at: usize,
) -> (usize, usize) {
    let length = stretch.len();
    let start_score = |from: usize| score(tokens, from) + score(tokens, from + length);
    let mut best = (start_score(stretch.start), at, stretch.start);
    let (mut from, mut place) = (stretch.start, at);
    while place > room.0 && from > 0 && tokens[from - 1].text == tokens[from + length - 1].text {
        from -= 1;
        place -= 1;
        let here = start_score(from);
        if here > best.0 {
            best = (here, place, from);
        }
    }
    (from, place) = (stretch.start, at);
    while place < room.1 && from + length < tokens.len() && tokens[from].text == tokens[from + length].text {
        from += 1;
        place += 1;
        let here = start_score(from);
        if here > best.0 {
            best = (here, place, from);
        }
    }
    (best.1, best.2)
}

/// How good a place before the token at `at` is for a change to begin or end.
fn score(tokens: &[Token<'_>], at: usize) -> u8 {
    let Some(token) = tokens.get(at) else { return 4 };
    let Some(before) = at.checked_sub(1).map(|one| tokens[one].text) else {
        return 4;
    };
    match before {
        "。" | "！" | "？" | "\n" => 4,
        "、" | "，" | "・" | "」" | "）" => 3,
        _ if token.phrase => 2,
        // A particle or a mark that begins a change belongs to the word before it.
        _ if is_light(token.text) => 0,
        _ => 1,
    }
}

/// How many characters of meaning two texts share outside the changes.
pub(super) fn shared(old: &[Token<'_>], changes: &[Change]) -> usize {
    let lost: usize = changes
        .iter()
        .map(|change| weight(&old[change.old.clone()]))
        .sum();
    weight(old) - lost
}

/// How many characters of meaning words have: without particles and marks.
pub(super) fn weight(tokens: &[Token<'_>]) -> usize {
    let heavy = tokens.iter().filter(|token| !is_light(token.text));
    heavy.map(|token| token.text.chars().count()).sum()
}
