//! Two lists brought beside each other: what stands in both, what was turned into what, what is gone, what is new.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most units on the two sides together that are compared with each other; of more, only what both begin and end
/// with counts as the same. Comparing takes at most as many steps as the square of this.
pub(super) const MOST: usize = 3_000;
/// The most pairs whose likeness is measured in one place; in a larger place the order decides.
const PAIRS: usize = 900;
/// How alike two units are, in percent, for one to be what became of the other.
const ALIKE: usize = 35;
/// How many characters of a unit its likeness is measured by.
const MEASURED: usize = 600;

/// A stretch of one list in the place of a stretch of the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Change {
    /// In the old list.
    pub(super) old: Range<usize>,
    /// In the new list.
    pub(super) new: Range<usize>,
}

/// One step through both lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// The same unit.
    Same(usize, usize),
    /// One became the other.
    Pair(usize, usize),
    /// In the old list only.
    Gone(usize),
    /// In the new list only.
    New(usize),
}

/// The stretches in which two lists differ, in order.
pub(super) fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let start = old
        .iter()
        .zip(new)
        .take_while(|(one, other)| one == other)
        .count();
    let tails = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = tails.take_while(|(one, other)| one == other).count();
    let (last, latest) = (old.len() - end, new.len() - end);
    let middle = Change {
        old: start..last,
        new: start..latest,
    };
    if middle.old.is_empty() && middle.new.is_empty() {
        return Vec::new();
    }
    if middle.old.len() + middle.new.len() > MOST {
        return vec![middle];
    }
    let found = capture_diff_slices(Algorithm::Patience, &old[start..last], &new[start..latest]);
    // Only what is the same is taken from the library; where its stretches would overlap, the first one counts.
    let mut changes: Vec<Change> = Vec::new();
    let (mut from, mut to) = (start, start);
    let same = found.iter().filter_map(|op| match *op {
        DiffOp::Equal {
            old_index,
            new_index,
            len,
        } => Some((old_index + start, new_index + start, len)),
        _ => None,
    });
    for (one, other, length) in same.chain([(last, latest, 0)]) {
        let is_same = old.get(one..one + length) == new.get(other..other + length);
        if one < from || other < to || !is_same {
            continue;
        }
        if one > from || other > to {
            changes.push(Change {
                old: from..one,
                new: to..other,
            });
        }
        (from, to) = (one + length, other + length);
    }
    changes
}

/// Every unit of both lists, in an order that keeps each list's own.
pub(super) fn align(old: &[&str], new: &[&str]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    let (mut from, mut to) = (0, 0);
    for change in changes(old, new) {
        steps.extend(
            (from..change.old.start)
                .zip(to..change.new.start)
                .map(|(one, other)| Step::Same(one, other)),
        );
        pairs(&mut steps, old, new, &change);
        (from, to) = (change.old.end, change.new.end);
    }
    steps.extend(
        (from..old.len())
            .zip(to..new.len())
            .map(|(one, other)| Step::Same(one, other)),
    );
    steps
}

/// In one place of change: which unit became which, so that the likeness of all is greatest and nothing crosses.
fn pairs(steps: &mut Vec<Step>, old: &[&str], new: &[&str], change: &Change) {
    let (rows, columns) = (change.old.len(), change.new.len());
    if rows * columns > PAIRS {
        steps.extend(change.old.clone().map(Step::Gone));
        steps.extend(change.new.clone().map(Step::New));
        return;
    }
    let before: Vec<Vec<[char; 2]>> = old[change.old.clone()].iter().map(|unit| grams(unit)).collect();
    let after: Vec<Vec<[char; 2]>> = new[change.new.clone()].iter().map(|unit| grams(unit)).collect();
    let alike: Vec<Vec<usize>> = before
        .iter()
        .map(|one| after.iter().map(|other| likeness(one, other)).collect())
        .collect();
    let mut best = vec![vec![0_usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let paired = alike[row][column].saturating_add(best[row + 1][column + 1]);
            let apart = best[row + 1][column].max(best[row][column + 1]);
            best[row][column] = if alike[row][column] >= ALIKE {
                paired.max(apart)
            } else {
                apart
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let (from, to) = (change.old.start + row, change.new.start + column);
        if row == rows {
            steps.push(Step::New(to));
            column += 1;
        } else if column == columns || best[row][column] == best[row + 1][column] {
            steps.push(Step::Gone(from));
            row += 1;
        } else if best[row][column] == best[row][column + 1] {
            steps.push(Step::New(to));
            column += 1;
        } else {
            steps.push(Step::Pair(from, to));
            row += 1;
            column += 1;
        }
    }
}

/// The pairs of neighbouring characters of a unit, sorted. A single character is a pair with itself.
fn grams(unit: &str) -> Vec<[char; 2]> {
    let letters: Vec<char> = unit.trim().chars().take(MEASURED).collect();
    let mut found: Vec<[char; 2]> = match letters.as_slice() {
        [one] => vec![[*one, *one]],
        all => all.windows(2).map(|two| [two[0], two[1]]).collect(),
    };
    found.sort_unstable();
    found
}

/// How much of two units is the same, in percent (the measure of Dice over pairs of characters).
fn likeness(one: &[[char; 2]], other: &[[char; 2]]) -> usize {
    let (mut left, mut right, mut both) = (0, 0, 0_usize);
    while left < one.len() && right < other.len() {
        match one[left].cmp(&other[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                left += 1;
                right += 1;
            }
        }
    }
    (both * 200).checked_div(one.len() + other.len()).unwrap_or(0)
}
