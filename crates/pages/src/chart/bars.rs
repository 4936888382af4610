//! Bars: few values one by one, more of them added up by week, month or fiscal year, with a gap where nothing was counted.

use domain::{Day, trial::Measure};

use super::{
    Bar, Drawing, Frame, Label, Measured, Point, axis, before, figure,
    figure::{day, month, width},
    scale::Scale,
    time::first_of,
};
use crate::{Locale, words::Words};

/// The most values drawn one by one.
const FEW: usize = 8;
/// The most weeks, months and years drawn.
const MOST: i64 = 24;
/// The most weeks: more are months.
const WEEKS: i64 = 14;

/// What falls together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Period {
    Each,
    Week,
    Month,
    Year,
}

impl Period {
    /// The number of the period a day falls into. Weeks begin on a Monday, as the first day there is.
    fn number(self, day: Day) -> i64 {
        let (year, month, _) = day.parts();
        let (year, month) = (i64::from(year), i64::from(month));
        match self {
            Self::Each => 0,
            Self::Week => day.since(Day::FIRST).div_euclid(7),
            Self::Month => year * 12 + month - 1,
            // The town's year begins in April.
            Self::Year => year - i64::from(month < 4),
        }
    }

    fn name(self, number: i64, locale: Locale) -> String {
        match self {
            Self::Each => String::new(),
            Self::Week => day(Day::FIRST.plus(number * 7), locale),
            Self::Month => i32::try_from(number % 12 + 1)
                .ok()
                .and_then(|number| first_of(2001, number))
                .map(|first| month(first, locale, false))
                .unwrap_or_default(),
            Self::Year if locale == Locale::En => format!("FY{number}"),
            Self::Year => format!("{number}年度"),
        }
    }

    /// The finest that is still read.
    fn of(points: &[Point]) -> Self {
        let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else {
            return Self::Each;
        };
        let count = |period: Self| period.number(*last) - period.number(*first) + 1;
        if points.len() <= FEW {
            Self::Each
        } else if count(Self::Week) <= WEEKS {
            Self::Week
        } else if count(Self::Month) <= MOST {
            Self::Month
        } else {
            Self::Year
        }
    }
}

/// A bar to be: its name, and its value where something was counted.
struct Slot {
    name: String,
    value: Option<i64>,
}

fn slots(points: &[Point], locale: Locale) -> Vec<Slot> {
    let period = Period::of(points);
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else {
        return Vec::new();
    };
    if period == Period::Each {
        let each = points.iter().map(|(on, value)| Slot {
            name: day(*on, locale),
            value: Some(value.0),
        });
        return each.collect();
    }
    let end = period.number(*last);
    let begin = period.number(*first).max(end - MOST + 1);
    (begin..=end)
        .map(|number| {
            let mut inside = points
                .iter()
                .filter(|(on, _)| period.number(*on) == number)
                .peekable();
            Slot {
                name: period.name(number, locale),
                value: inside
                    .peek()
                    .is_some()
                    .then(|| inside.map(|(_, value)| value.0).sum()),
            }
        })
        .collect()
}

/// What one bar is.
pub fn said(points: &[Point], w: Words) -> &'static str {
    match Period::of(points) {
        Period::Each => "",
        Period::Week => w.charts_by_week(),
        Period::Month => w.charts_by_month(),
        Period::Year => w.charts_by_year(),
    }
}

pub fn draw(measured: &Measured<'_>, w: Words) -> Drawing {
    let mut drawing = Drawing {
        height: Frame::HEIGHT,
        ..Drawing::default()
    };
    let mut frame = Frame::NEW;
    let slots = slots(measured.points, w.locale);
    // A value before is one value: beside sums it would mislead.
    let baseline = measured
        .baseline
        .filter(|_| Period::of(measured.points) == Period::Each);
    let values: Vec<i64> = slots
        .iter()
        .filter_map(|slot| slot.value)
        .chain(baseline.map(|value| value.0))
        .collect();
    let scale = Scale::covering(&values, true);
    axis(&mut drawing, scale, &mut frame, measured.unit, w);
    let level = |value: i64| scale.place(value, frame.bottom, frame.top);
    if let Some(value) = baseline {
        before(&mut drawing, level(value.0), &frame, w, value);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most some dozens")]
    let room = (frame.right - frame.left) / slots.len().max(1) as f64;
    let wide = (room * 0.64).min(44.0);
    let figures: Vec<_> = slots
        .iter()
        .map(|slot| slot.value.map(|value| figure(Measure(value))))
        .collect();
    let fit = figures.iter().flatten().all(|words| width(words) <= room);
    let widest = slots.iter().map(|slot| width(&slot.name)).fold(0.0, f64::max) + 6.0;
    let count = slots.len();
    let mut middle = frame.left + room / 2.0;
    let mut free = f64::INFINITY;
    let mut bars = Vec::new();
    let mut names = Vec::new();
    for (index, (slot, words)) in slots.into_iter().zip(figures).enumerate() {
        let last = index + 1 == count;
        if let (Some(value), Some(words)) = (slot.value, words) {
            let (zero, end) = (level(0), level(value));
            bars.push(Bar {
                x: middle - wide / 2.0,
                y: zero.min(end),
                width: wide,
                height: (zero - end).abs(),
                last,
            });
            if fit || last {
                let y = if value < 0 { end + 13.0 } else { end - 5.0 };
                drawing.labels.push(Label::around(middle, y, words).strong());
            }
        }
        names.push((middle, slot.name));
        middle += room;
    }
    // From the newest backwards, as far as there is room.
    for (x, name) in names.into_iter().rev() {
        if x + widest / 2.0 <= free {
            free = x - widest / 2.0;
            drawing.labels.push(Label::around(x, Frame::DAYS, name));
        }
    }
    drawing.bars = bars;
    drawing
}
