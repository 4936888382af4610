//! The axis of days: places by how far days lie apart, and the few days and months that are named.

use domain::Day;

use super::{
    Anchor, Label,
    figure::{day, month, width},
};
use crate::Locale;

/// From the first day to the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first.
    pub first: Day,
    /// The last; may be the same.
    pub last: Day,
}

/// After so many days a day alone does not say when.
const LONG: i64 = 300;
/// The least room between two names.
const ROOM: f64 = 10.0;

impl Span {
    /// Where a day stands between two ends: the middle where all is on one day.
    #[expect(clippy::cast_precision_loss, reason = "some hundred years of days")]
    pub fn place(self, day: Day, left: f64, right: f64) -> f64 {
        let whole = self.last.since(self.first);
        if whole == 0 {
            return f64::midpoint(left, right);
        }
        left + day.since(self.first) as f64 / whole as f64 * (right - left)
    }

    /// The names under the axis: its ends, and the months that begin between them as far as there is room.
    pub fn labels(self, left: f64, right: f64, y: f64, locale: Locale) -> Vec<Label> {
        let long = self.last.since(self.first) > LONG;
        let name = |at| {
            if long {
                month(at, locale, true)
            } else {
                day(at, locale)
            }
        };
        if self.first == self.last {
            return vec![Label::around(f64::midpoint(left, right), y, name(self.first))];
        }
        let (begins, ends) = (name(self.first), name(self.last));
        let (from, to) = (left + width(&begins) + ROOM, right - width(&ends) - ROOM);
        // Two days that stand too near to each other are one name too many.
        if from > right - width(&ends) {
            return vec![Label::new(right, y, Anchor::End, ends)];
        }
        let mut labels = vec![Label::new(left, y, Anchor::Start, begins)];
        let mut free = from;
        for begin in self.months() {
            let words = month(begin, locale, false);
            let (x, half) = (self.place(begin, left, right), width(&words) / 2.0);
            if x - half >= free && x + half <= to {
                labels.push(Label::new(x, y, Anchor::Middle, words));
                free = x + half + ROOM;
            }
        }
        labels.push(Label::new(right, y, Anchor::End, ends));
        labels
    }

    /// The first days of the months that begin after the first day and before the last.
    fn months(self) -> impl Iterator<Item = Day> {
        let (year, number, _) = self.first.parts();
        let begins = (0..36).filter_map(move |ahead| first_of(year, i32::from(number) + ahead));
        begins.filter(move |day| *day > self.first && *day < self.last)
    }
}

/// The first day of a month counted from January of a year as 1.
pub fn first_of(year: i32, month: i32) -> Option<Day> {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    format!("{year:04}-{month:02}-01").parse().ok()
}
