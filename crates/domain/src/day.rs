//! Civil days in Asia/Tokyo, written by the Western or the Japanese calendar.

use std::{fmt, str::FromStr};

use time::{Date, Duration, OffsetDateTime, UtcOffset, macros::date, macros::format_description};

use crate::{coded::coded, moment::Timestamp};

/// A civil day in Asia/Tokyo; ISO text (`2026-11-23`) where it is stored or sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(Date);

/// The text was not a day between 1900 and 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day between 1900-01-01 and 2199-12-31")]
pub struct NotADay;

coded! {
    /// How years are written for a person.
    pub enum Calendar {
        /// 令和8年.
        Wareki = "wareki",
        /// 2026年.
        Seireki = "seireki",
    }
}

/// The first day of each era since 1868: 元号法 and the proclamations before it.
const ERAS: [(Date, &str, &str); 5] = [
    (date!(2019 - 05 - 01), "令和", "Reiwa"),
    (date!(1989 - 01 - 08), "平成", "Heisei"),
    (date!(1926 - 12 - 25), "昭和", "Showa"),
    (date!(1912 - 07 - 30), "大正", "Taisho"),
    (date!(1868 - 01 - 25), "明治", "Meiji"),
];

impl Day {
    /// The first day there is: 1 January 1900, a Monday.
    pub const FIRST: Self = Self(date!(1900 - 01 - 01));

    pub(crate) fn of_tokyo(at: Timestamp) -> Self {
        let nanos = i128::from(at.0) * 1000;
        let tokyo = UtcOffset::from_hms(9, 0, 0).unwrap_or(UtcOffset::UTC);
        let utc = OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Self(utc.to_offset(tokyo).date())
    }

    /// This day moved by a number of days.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(Duration::days(days)))
    }

    /// Midnight at the start of this day in Asia/Tokyo.
    pub fn midnight(self) -> Timestamp {
        let seconds = self.0.midnight().assume_utc().unix_timestamp() - 9 * 3600;
        Timestamp(seconds * Timestamp::SECOND)
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_days()
    }

    /// Year, month (1–12) and day of the month.
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), self.0.month() as u8, self.0.day())
    }

    /// 0 for Sunday to 6 for Saturday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_sunday()
    }

    /// The Japanese era of this day, its romanised name, and the year in it (1 = 元年).
    pub fn era(self) -> Option<(&'static str, &'static str, i32)> {
        ERAS.iter()
            .find(|(first, ..)| self.0 >= *first)
            .map(|(first, name, romanised)| (*name, *romanised, self.0.year() - first.year() + 1))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let day = Date::parse(text, format_description!("[year]-[month]-[day]")).map_err(|_| NotADay)?;
        if (1900..2200).contains(&day.year()) {
            Ok(Self(day))
        } else {
            Err(NotADay)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_begin_at_midnight_in_tokyo() {
        let newyear = day("2026-01-01");
        assert_eq!(newyear.midnight().day(), newyear);
        assert_eq!(newyear.midnight().plus(-1).day(), day("2025-12-31"));
        assert_eq!(
            newyear
                .midnight()
                .plus(9 * Timestamp::HOUR + 5 * Timestamp::MINUTE)
                .time_of_day(),
            (9, 5)
        );
    }

    #[test]
    fn eras_begin_on_their_first_day() {
        assert_eq!(day("2019-04-30").era(), Some(("平成", "Heisei", 31)));
        assert_eq!(day("2019-05-01").era(), Some(("令和", "Reiwa", 1)));
        assert_eq!(day("2026-11-23").era(), Some(("令和", "Reiwa", 8)));
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in [
            "",
            "2026-2-1",
            "2026-02-30",
            "0001-01-01",
            "令和8年",
            "2026-11-23T00:00",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
        assert_eq!((day("1900-01-01"), Day::FIRST.weekday()), (Day::FIRST, 1));
        assert_eq!(day("2026-11-23").plus(-23).to_string(), "2026-10-31");
        assert_eq!(day("2026-11-23").since(day("2026-10-31")), 23);
    }
}
