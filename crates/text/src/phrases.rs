//! Where a Japanese title may be broken into lines: between phrases (文節), not inside a word.
//!
//! The model is that of `BudouX`, which the crate `budoux` carries. Asking it costs about a microsecond a character, so
//! what it answered is remembered; the memory is emptied when it is full.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// A text of more bytes is no title: it is left to the browser.
pub const LONGEST: usize = 600;

/// How many titles are remembered: with the longest Japanese title a form takes, less than a megabyte.
const MOST: usize = 4096;

type Known = HashMap<Box<str>, Arc<[u16]>>;

static KNOWN: Mutex<Option<Known>> = Mutex::new(None);

/// The bytes before which a line may begin, in order; none for a text without Japanese or longer than [`LONGEST`], nor
/// for one with readings (U+FFF9), which is written with blanks between its phrases.
pub fn breaks(text: &str) -> Arc<[u16]> {
    if text.len() > LONGEST || text.contains('\u{fff9}') || !text.chars().any(is_japanese) {
        return Arc::default();
    }
    // What a panicking thread left is a whole map or none.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(found) = known.get(text) {
        return Arc::clone(found);
    }
    let found: Arc<[u16]> = ask(text).into();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(text.into(), Arc::clone(&found));
    found
}

/// Asks the model, and leaves out what the rules of setting lines (行頭・行末禁則) forbid.
fn ask(text: &str) -> Vec<u16> {
    // The model panics on the last plane of private letters, which no title needs: such a text stays in one piece.
    if text.chars().any(|letter| letter >= '\u{100000}') {
        return Vec::new();
    }
    let mut at = 0;
    let mut found = Vec::new();
    for phrase in budoux::parse(budoux::models::default_japanese_model(), text) {
        if at > 0 && may_break(text, at) {
            found.extend(u16::try_from(at));
        }
        at += phrase.len();
    }
    found
}

fn may_break(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|part| part.chars().next_back());
    let after = text.get(at..).and_then(|part| part.chars().next());
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    // Beside a blank the browser breaks by itself; Latin words and numbers are its business alone.
    let latin = |c: char| c.is_ascii() || c.is_whitespace();
    !(after.is_whitespace()
        || OPENING.contains(before)
        || NEVER_FIRST.contains(after)
        || latin(before) && latin(after))
}

/// Brackets that may not end a line.
const OPENING: &str = "（「『【〔［｛〈《“‘([{";
/// What may not begin a line: closing brackets, stops, small kana, marks of length and repetition, and what rides on the
/// character before.
const NEVER_FIRST: &str = "）」』】〕］｝〉》”’)]}、。，．・：；？！,.:;?!ー々ゝゞヽヾ〜～…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ\u{3099}\u{309a}\u{200d}\u{fe0e}\u{fe0f}";

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn phrases(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut parts = Vec::new();
        for at in breaks(text).iter().copied().map(usize::from).chain([text.len()]) {
            parts.push(&text[from..at]);
            from = at;
        }
        parts
    }

    #[test]
    fn private_letters_stay_in_one_piece() {
        assert!(ask("買い物に困る方がいる\u{100000}山あいの集落").is_empty());
        assert!(!ask("買い物に困る方がいる山あいの集落").is_empty());
    }

    #[test]
    fn titles_break_between_phrases() {
        assert_eq!(
            phrases("山あいの集落で、買い物の足をどう守るか"),
            ["山あいの", "集落で、", "買い物の", "足を", "どう", "守るか"]
        );
        assert_eq!(phrases("町のこれから"), ["町の", "これから"]);
    }

    #[test]
    fn other_languages_and_long_texts_are_left_alone() {
        assert_eq!(phrases("Who opens the door?"), ["Who opens the door?"]);
        assert_eq!(phrases(""), [""]);
        let long = "買い物の足をどう守るか".repeat(20);
        assert!(breaks(&long).is_empty());
    }

    #[test]
    fn what_was_asked_once_is_remembered_and_the_memory_has_an_end() {
        let one = breaks("夕方の渡船場で聞いた話");
        assert_eq!(breaks("夕方の渡船場で聞いた話"), one);
        for number in 0..=MOST {
            breaks(&format!("{number}番目の話"));
        }
        assert!(KNOWN.lock().unwrap().as_ref().unwrap().len() <= MOST);
    }

    proptest! {
        #[test]
        fn a_break_stands_between_characters_and_never_before_a_stop(text in "[ぁ-んァ-ヶ一-鿿、。「」（）ーa-z0-9 \u{3099}👨‍👩‍👧<>&\"]{0,60}") {
            let found = breaks(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            for at in found.iter().copied().map(usize::from) {
                prop_assert!(at > 0 && at < text.len() && text.is_char_boundary(at));
                prop_assert!(!NEVER_FIRST.contains(text[at..].chars().next().unwrap()));
                prop_assert!(!OPENING.contains(text[..at].chars().next_back().unwrap()));
            }
        }
    }
}
