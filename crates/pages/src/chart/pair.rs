//! Before and after: two bars, and their difference in words.

use domain::trial::Measure;

use super::{Anchor, Bar, Drawing, Label, Measured, WIDTH, at, figure::day, scale::Scale, with_unit};
use crate::words::Words;

/// The mean of the values, with one decimal unless they are finer.
fn mean(values: &[Measure]) -> Option<Measure> {
    let count = i64::try_from(values.len()).ok().filter(|count| *count > 0)?;
    let sum: i64 = values.iter().map(|one| one.0).sum();
    let grain = if values.iter().all(|one| one.0 % 100 == 0) {
        100
    } else {
        1
    };
    // Halves go away from zero on both sides.
    let wide = count * grain;
    let half = if sum < 0 { -wide / 2 } else { wide / 2 };
    Some(Measure((sum + half) / wide * grain))
}

/// The value beside the one before: the mean, or the newest.
fn after(measured: &Measured<'_>, by_mean: bool) -> Option<Measure> {
    if by_mean {
        let values: Vec<_> = measured.points.iter().map(|(_, value)| *value).collect();
        mean(&values)
    } else {
        measured.points.last().map(|(_, value)| *value)
    }
}

/// How far the two lie apart, in words that say more or less and nothing else.
pub fn difference(measured: &Measured<'_>, w: Words, by_mean: bool) -> String {
    let (Some(before), Some(after)) = (measured.baseline, after(measured, by_mean)) else {
        return String::new();
    };
    let by = with_unit(Measure((after.0 - before.0).abs()), measured.unit);
    match after.cmp(&before) {
        std::cmp::Ordering::Less => w.charts_less(by),
        std::cmp::Ordering::Equal => w.charts_same().to_owned(),
        std::cmp::Ordering::Greater => w.charts_more(by),
    }
}

pub fn draw(measured: &Measured<'_>, w: Words, by_mean: bool) -> Drawing {
    let mut rows = Vec::new();
    if let Some(value) = measured.baseline {
        rows.push((w.trials_before().to_owned(), value));
    }
    if let (Some(value), Some((on, _))) = (after(measured, by_mean), measured.points.last()) {
        let name = if by_mean {
            w.charts_mean(measured.points.len())
        } else {
            w.charts_latest(day(*on, w.locale))
        };
        rows.push((name, value));
    }
    let values: Vec<i64> = rows.iter().map(|(_, value)| value.0).collect();
    let scale = Scale::covering(&values, true);
    let (left, right) = (2.0, WIDTH - 2.0);
    let across = |value| scale.place(value, left, right);
    let mut drawing = Drawing::default();
    let (mut y, count) = (16.0, rows.len());
    for (index, (name, value)) in rows.into_iter().enumerate() {
        drawing.labels.push(Label::new(0.0, y, Anchor::Start, name));
        let words = with_unit(value, measured.unit);
        drawing
            .labels
            .push(Label::new(WIDTH, y, Anchor::End, words).strong());
        let (zero, end) = (across(0), across(value.0));
        // Zero is drawn beside the bars only: a line through their names would strike them out.
        let begins = at(&zero);
        drawing
            .zero
            .extend(["M", &begins, " ", &at(&(y + 4.0)), "V", &at(&(y + 30.0))]);
        drawing.bars.push(Bar {
            x: zero.min(end),
            y: y + 7.0,
            width: (zero - end).abs(),
            height: 20.0,
            last: index + 1 == count && count > 1,
        });
        y += 54.0;
    }
    drawing.height = y - 20.0;
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_rounded_as_people_round() {
        let of = |values: &[i64]| mean(&values.iter().map(|one| Measure(*one)).collect::<Vec<_>>());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[9_000, 17_000, 18_000]), Some(Measure(14_700)));
        assert_eq!(of(&[-9_000, -17_000, -18_000]), Some(Measure(-14_700)));
        assert_eq!(of(&[1, 2]), Some(Measure(2)));
        assert_eq!(of(&[36_450, 36_550]), Some(Measure(36_500)));
    }
}
