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
/// How people shorten the eras, in the order of [`ERAS`].
const SHORT: [[&str; 2]; 5] = [["R", "㋿"], ["H", "㍻"], ["S", "㍼"], ["T", "㍽"], ["M", "㍾"]];
const WEEKDAYS: [char; 7] = ['日', '月', '火', '水', '木', '金', '土'];

impl Day {
    /// The first day there is: 1 January 1900, a Monday.
    pub const FIRST: Self = Self(date!(1900 - 01 - 01));
    /// A day that is written into the program. Where the numbers name no day, it is the first one there is.
    pub fn literal(year: i32, month: u8, day: u8) -> Self {
        let named = time::Month::try_from(month)
            .ok()
            .and_then(|month| Date::from_calendar_date(year, month, day).ok());
        Self(named.unwrap_or(date!(1900 - 01 - 01)))
    }

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

    /// A day as people type it: `2026-04-01`, `2026/4/1`, `2026年4月1日`, `令和8年4月1日（水）`, `R8.4.1`, in letters of any
    /// width. An era may be counted on beyond its end, as documents written before it did (平成32年); before its first
    /// day it names nothing. A weekday has to be the right one.
    pub fn typed(text: &str) -> Result<Self, NotADay> {
        let text: String = text.chars().filter_map(narrow).collect();
        let (text, weekday) = match text
            .strip_suffix([')', '）'])
            .and_then(|text| text.rsplit_once(['(', '（']))
        {
            Some((text, weekday)) => (text, Some(weekday)),
            None => (text.as_str(), None),
        };
        let (first, year_of, text) = era_of(text).unwrap_or((None, 0, text));
        let (year, rest) = text.split_once(['年', '/', '.', '-']).ok_or(NotADay)?;
        let (month, rest) = rest.split_once(['月', '/', '.', '-']).ok_or(NotADay)?;
        let day = rest.strip_suffix('日').unwrap_or(rest);
        let year = match first {
            Some(_) if year == "元" => year_of,
            Some(_) => year_of + i32::from(digits(year, 3)?.checked_sub(1).ok_or(NotADay)?),
            None if year.len() == 4 => i32::from(digits(year, 4)?),
            None => return Err(NotADay),
        };
        let day: Self = format!("{year:04}-{:02}-{:02}", digits(month, 2)?, digits(day, 2)?).parse()?;
        let begun = first.is_none_or(|first| day.0 >= first);
        let named = weekday.is_none_or(|name| {
            name.trim_end_matches("曜日") == WEEKDAYS[usize::from(day.weekday())].to_string()
        });
        if begun && named { Ok(day) } else { Err(NotADay) }
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

/// A character at its ordinary width; blanks are left out.
fn narrow(c: char) -> Option<char> {
    match c {
        _ if c.is_whitespace() => None,
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0),
        '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' => Some('-'),
        '。' | '・' => Some('.'),
        _ => Some(c),
    }
}

/// The era that a text begins with: its first day, the year of its 元年, and what follows.
fn era_of(text: &str) -> Option<(Option<Date>, i32, &str)> {
    ERAS.iter()
        .zip(SHORT)
        .find_map(|((first, name, _), [letter, square])| {
            let rest = text
                .strip_prefix(name)
                .or_else(|| text.strip_prefix(square))
                .or_else(|| text.strip_prefix(letter))
                .or_else(|| text.strip_prefix(letter.to_ascii_lowercase().as_str()))?;
            Some((Some(*first), first.year(), rest))
        })
}

/// A number of at most so many digits, and nothing but digits.
fn digits(text: &str, most: usize) -> Result<u16, NotADay> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        text.parse().map_err(|_| NotADay)
    } else {
        Err(NotADay)
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
    use proptest::prelude::*;

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
    fn eras_meet_without_a_gap() {
        for (last, first) in [
            ("1912-07-29", "1912-07-30"),
            ("1926-12-24", "1926-12-25"),
            ("1989-01-07", "1989-01-08"),
            ("2019-04-30", "2019-05-01"),
        ] {
            assert_eq!(day(last).plus(1), day(first));
            let ((before, ..), (after, _, one)) = (day(last).era().unwrap(), day(first).era().unwrap());
            assert!(before != after && one == 1, "{last}");
        }
        // 明治 counts from the first day of the old calendar's year; what lies before has no era here.
        assert_eq!(Day(date!(1868 - 01 - 25)).era(), Some(("明治", "Meiji", 1)));
        assert_eq!(Day(date!(1868 - 01 - 24)).era(), None);
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in [
            "2026-04-01",
            "2026/4/1",
            "2026.4.1",
            "2026年4月1日",
            "２０２６年４月１日",
            " 2026年 4月 1日 ",
            "令和8年4月1日",
            "令和８年４月１日（水）",
            "令和8年4月1日(水曜日)",
            "R8.4.1",
            "r08-04-01",
            "Ｒ８．４．１",
            "㋿8年4月1日",
            "平成38年4月1日",
        ] {
            assert_eq!(Day::typed(text), Ok(day("2026-04-01")), "{text}");
        }
        assert_eq!(Day::typed("令和元年5月1日"), Ok(day("2019-05-01")));
        assert_eq!(Day::typed("平成31年4月30日"), Ok(day("2019-04-30")));
        assert_eq!(Day::typed("昭和64年1月7日"), Ok(day("1989-01-07")));
        assert_eq!(Day::typed("S1.12.25"), Ok(day("1926-12-25")));
    }

    #[test]
    fn what_names_no_day_is_not_guessed() {
        for text in [
            "",
            "令和",
            "令和8年",
            "令和8年2月30日",
            "令和0年5月1日",
            "令和元年4月30日",
            "平成元年1月7日",
            "慶応3年1月1日",
            "26/4/1",
            "4月1日",
            "2026-04-01-02",
            "2026年4月1日（金）",
            "2026年13月1日",
            "R-8.4.1",
            "+2026/4/1",
            "明治元年1月25日",
        ] {
            assert_eq!(Day::typed(text), Err(NotADay), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_again_however_it_is_written(days in 0_i64..109_000) {
            let day = day("1900-01-01").plus(days);
            let (year, month, date) = day.parts();
            let (era, romanised, in_era) = day.era().unwrap();
            let letter = &romanised[..1];
            let weekday = WEEKDAYS[usize::from(day.weekday())];
            for written in [
                day.to_string(),
                format!("{year}/{month}/{date}"),
                format!("{year}年{month}月{date}日（{weekday}）"),
                format!("{era}{in_era}年{month}月{date}日"),
                format!("{letter}{in_era}.{month}.{date}"),
            ] {
                prop_assert_eq!(Day::typed(&written), Ok(day), "{}", written);
            }
            if in_era == 1 {
                prop_assert_eq!(Day::typed(&format!("{era}元年{month}月{date}日")), Ok(day));
            }
        }

        #[test]
        fn anything_at_all_is_read_or_refused(text in "(令和|R|H|平成)?[0-9０-９元]{0,5}[年/.-]?[0-9]{0,3}[月/.-]?[0-9]{0,3}日?.{0,3}") {
            if let Ok(day) = Day::typed(&text) {
                prop_assert_eq!(day.to_string().parse(), Ok(day));
            }
        }
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
