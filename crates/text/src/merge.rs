//! Three ways of one text brought together: what one side alone changed is taken, what both changed differently is shown.

/// The outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// The text; where both sides changed the same place, ours stands before theirs.
    pub text: String,
    /// The places both sides changed differently: ours and theirs.
    pub conflicts: Vec<(String, String)>,
}

/// Sentences and lines, each with what ends it, so that joining them gives the text back.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '！', '？', '\n']).collect()
}

/// For each piece of `base`, where it stands in `other`: a longest common subsequence.
fn matches(base: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let wide = other.len() + 1;
    let mut longest = vec![0_usize; (base.len() + 1) * wide];
    for row in (0..base.len()).rev() {
        for column in (0..other.len()).rev() {
            longest[row * wide + column] = if base[row] == other[column] {
                longest[(row + 1) * wide + column + 1] + 1
            } else {
                longest[(row + 1) * wide + column].max(longest[row * wide + column + 1])
            };
        }
    }
    let mut found = vec![None; base.len()];
    let (mut row, mut column) = (0, 0);
    while row < base.len() && column < other.len() {
        if base[row] == other[column] {
            found[row] = Some(column);
            row += 1;
            column += 1;
        } else if longest[(row + 1) * wide + column] >= longest[row * wide + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

/// Brings two changed texts together over what they began with.
///
/// Whatever only one side changed is taken from that side, sentence by sentence.
pub fn three(base: &str, ours: &str, theirs: &str) -> Merged {
    if ours == theirs || base == theirs {
        return whole(ours);
    }
    if base == ours {
        return whole(theirs);
    }
    let (base, ours, theirs) = (pieces(base), pieces(ours), pieces(theirs));
    let (in_ours, in_theirs) = (matches(&base, &ours), matches(&base, &theirs));
    let mut merged = whole("");
    let mut from = (0, 0, 0);
    // A piece that all three share ends a stretch; the end of the texts ends the last one.
    let shared = (0..base.len()).filter_map(|at| Some((at, in_ours[at]?, in_theirs[at]?)));
    for (at, mine, yours) in shared.chain([(base.len(), ours.len(), theirs.len())]) {
        stretch(
            &mut merged,
            &base[from.0..at].concat(),
            &ours[from.1..mine].concat(),
            &theirs[from.2..yours].concat(),
        );
        if let Some(piece) = base.get(at) {
            merged.text.push_str(piece);
        }
        from = (at + 1, mine + 1, yours + 1);
    }
    merged
}

fn whole(text: &str) -> Merged {
    Merged {
        text: text.to_owned(),
        conflicts: Vec::new(),
    }
}

fn stretch(merged: &mut Merged, base: &str, ours: &str, theirs: &str) {
    if ours == theirs || base == theirs {
        merged.text.push_str(ours);
    } else if base == ours {
        merged.text.push_str(theirs);
    } else {
        merged.text.push_str(ours);
        // A text's last sentence has no line break of its own.
        if !ours.is_empty() && !ours.ends_with('\n') && !ours.ends_with('。') && !theirs.is_empty() {
            merged.text.push('\n');
        }
        merged.text.push_str(theirs);
        merged.conflicts.push((ours.to_owned(), theirs.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn changes_in_different_sentences_come_together() {
        let base = "週に一度まわる。電話を一本。止まるのは3か所。";
        let ours = "週に二度まわる。電話を一本。止まるのは3か所。";
        let theirs = "週に一度まわる。電話を一本。止まるのは5か所。雨の日は休む。";
        let merged = three(base, ours, theirs);
        assert_eq!(
            merged.text,
            "週に二度まわる。電話を一本。止まるのは5か所。雨の日は休む。"
        );
        assert_eq!(merged.conflicts, []);
    }

    #[test]
    fn a_sentence_both_changed_is_shown_from_both_sides() {
        let merged = three("電話を一本。", "黒板に書く。", "電話を二本。");
        assert_eq!(merged.text, "黒板に書く。電話を二本。");
        assert_eq!(
            merged.conflicts,
            [("黒板に書く。".to_owned(), "電話を二本。".to_owned())]
        );
    }

    fn texts() -> impl Strategy<Value = String> {
        proptest::collection::vec("[あい]{0,2}[。\n]?", 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn who_changed_nothing_changes_nothing(base in texts(), other in texts()) {
            prop_assert_eq!(three(&base, &base, &other), whole(&other));
            prop_assert_eq!(three(&base, &other, &base), whole(&other));
            prop_assert_eq!(three(&base, &other, &other), whole(&other));
        }

        #[test]
        fn no_new_sentence_is_lost(base in texts(), ours in texts(), theirs in texts()) {
            let merged = three(&base, &ours, &theirs).text;
            let old = pieces(&base);
            for piece in pieces(&ours).into_iter().chain(pieces(&theirs)) {
                prop_assert!(old.contains(&piece) || merged.contains(piece), "{piece:?} is not in {merged:?}");
            }
        }
    }
}
