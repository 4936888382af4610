//! 試行: a small try with indicators both sides chose, and what was measured.

use std::{fmt, str::FromStr};

use crate::{coded::coded, day::Day, id::PersonId, viewer::Viewer};

coded! {
    /// How an indicator is drawn. It is agreed on with the indicator.
    pub enum Form {
        /// As the values suggest.
        Data = "data",
        /// A line: values over time.
        Line = "line",
        /// Bars: each value, or what falls into a week or a month.
        Bars = "bars",
        /// The value before beside the newest one.
        BeforeLatest = "before_latest",
        /// The value before beside the mean of those measured.
        BeforeMean = "before_mean",
    }
}

impl Form {
    /// How it is drawn where the form leaves it to the data: never [`Form::Data`]. What was to be compared with a value
    /// before, and has none, is drawn as bars.
    #[must_use]
    pub const fn drawn(self, values: usize, baseline: bool) -> Self {
        match self {
            Self::Data if values > 2 => Self::Line,
            Self::Data if baseline => Self::BeforeLatest,
            Self::Data => Self::Bars,
            Self::BeforeLatest | Self::BeforeMean if !baseline => Self::Bars,
            chosen => chosen,
        }
    }
}

/// The most indicators a trial can have: few enough to be looked at together.
pub const MOST_INDICATORS: usize = 6;

/// What somebody does with a trial that goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Writes a value down.
    Measure,
    /// Writes into its diary, or what it cost: bills arrive, and days are told, after the end too.
    Tell,
    /// Ends it.
    Conclude,
    /// Looks back on it.
    Reflect,
}

/// How a trial stands towards somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Whether they sit in its challenge's circle.
    pub in_circle: bool,
    /// Its first day.
    pub begins: Day,
    /// The day it was ended.
    pub concluded_on: Option<Day>,
}

/// Whether somebody may do this today: only the circle; nothing ends before it began, and what ended is looked back on.
pub fn may(act: Act, standing: Standing, today: Day) -> bool {
    let ended = standing.concluded_on.is_some();
    standing.in_circle
        && match act {
            Act::Measure => !ended,
            Act::Tell => true,
            Act::Conclude => !ended && standing.begins <= today,
            Act::Reflect => ended,
        }
}

/// Whether somebody may correct or withdraw what was written into a trial: only who wrote it, from the circle.
pub fn may_correct(viewer: &Viewer, writer: PersonId, in_circle: bool) -> bool {
    in_circle && viewer.person == Some(writer)
}

/// A measured value with three decimals, kept in thousandths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Measure(pub i64);

/// The text is not a number between −1 billion and 1 billion with at most three decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a number with at most three decimals")]
pub struct NotAMeasure;

impl Measure {
    const BOUND: i64 = 1_000_000_000_000;
}

impl FromStr for Measure {
    type Err = NotAMeasure;

    fn from_str(text: &str) -> Result<Self, NotAMeasure> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = !whole.is_empty() && whole.len() <= 10 && decimals.len() <= 3;
        if !fits || !plain(whole) || !plain(decimals) || digits.ends_with('.') {
            return Err(NotAMeasure);
        }
        let whole: i64 = whole.parse().map_err(|_| NotAMeasure)?;
        let thousandths: i64 = format!("{decimals:0<3}").parse().map_err(|_| NotAMeasure)?;
        let value = whole * 1000 + thousandths;
        if value > Self::BOUND {
            Err(NotAMeasure)
        } else {
            Ok(Self(if negative { -value } else { value }))
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.abs() / 1000, self.0.abs() % 1000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if rest == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let decimals = format!("{rest:03}");
            write!(f, "{sign}{whole}.{}", decimals.trim_end_matches('0'))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_circle_measures_ends_and_looks_back_in_this_order() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let (before, first) = (day("2026-11-23"), day("2026-11-24"));
        let runs = Standing {
            in_circle: true,
            begins: first,
            concluded_on: None,
        };
        let ended = Standing {
            concluded_on: Some(first),
            ..runs
        };
        let all = |standing, today| {
            [Act::Measure, Act::Conclude, Act::Reflect, Act::Tell].map(|act| may(act, standing, today))
        };
        assert_eq!(all(runs, before), [true, false, false, true]);
        assert_eq!(all(runs, first), [true, true, false, true]);
        assert_eq!(all(ended, first), [false, false, true, true]);
        for standing in [runs, ended] {
            let outside = Standing {
                in_circle: false,
                ..standing
            };
            assert_eq!(all(outside, first), [false; 4]);
        }
    }

    #[test]
    fn only_who_wrote_it_corrects_it_and_from_the_circle() {
        let [writer, other] = [1, 2].map(|number| PersonId::from_uuid(uuid::Uuid::from_u128(number)));
        let viewer = |person| Viewer {
            person: Some(person),
            hat: None,
        };
        assert!(may_correct(&viewer(writer), writer, true));
        assert!(!may_correct(&viewer(writer), writer, false));
        assert!(!may_correct(&viewer(other), writer, true));
        assert!(!may_correct(&Viewer::ANYONE, writer, true));
    }

    #[test]
    fn a_form_left_to_the_data_is_one_of_the_others() {
        assert_eq!(Form::Data.drawn(3, true), Form::Line);
        assert_eq!(Form::Data.drawn(1, true), Form::BeforeLatest);
        assert_eq!(Form::Data.drawn(0, false), Form::Bars);
        assert_eq!(Form::BeforeMean.drawn(9, false), Form::Bars);
        assert_eq!(Form::BeforeMean.drawn(9, true), Form::BeforeMean);
        assert_eq!(Form::Line.drawn(0, false), Form::Line);
    }

    #[test]
    fn numbers_people_type() {
        for (typed, shown) in [
            ("12", "12"),
            ("0.5", "0.5"),
            ("-3.250", "-3.25"),
            ("1000000000", "1000000000"),
        ] {
            assert_eq!(typed.parse::<Measure>().unwrap().to_string(), shown);
        }
        for typed in [
            "",
            "-",
            ".5",
            "1.",
            "1.2345",
            "12人",
            "1e3",
            "10000000000",
            "１２",
        ] {
            assert_eq!(typed.parse::<Measure>(), Err(NotAMeasure), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(value in -1_000_000_000_000_i64..=1_000_000_000_000) {
            prop_assert_eq!(Measure(value).to_string().parse::<Measure>(), Ok(Measure(value)));
        }
    }
}
