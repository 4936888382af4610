//! Dates as people here read them: 令和8年11月23日（月） or 2026年11月23日（月）; 23 November 2026 in English.

use domain::{Day, Timestamp, day::Calendar};

use crate::{
    chrome::Chrome,
    words::{Locale, Words},
};

const WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Chrome {
    /// A day, without its weekday.
    pub fn day(&self, day: &Day) -> String {
        written(self.w.locale, self.calendar, *day)
    }

    /// A day with its weekday.
    pub fn weekday(&self, day: &Day) -> String {
        match self.w.locale {
            Locale::Ja => format!("{}（{}）", self.day(day), WEEKDAYS[usize::from(day.weekday())]),
            Locale::En => self.day(day),
        }
    }

    /// A month as a heading.
    pub fn month(&self, day: &Day) -> String {
        let (_, month, _) = day.parts();
        match self.w.locale {
            Locale::Ja => format!("{}{month}月", self.year(*day)),
            Locale::En => format!("{} {}", MONTHS[usize::from(month - 1)], self.year(*day)),
        }
    }

    /// An instant: day and time of day in Asia/Tokyo.
    pub fn instant(&self, at: &Timestamp) -> String {
        let (hour, minute) = at.time_of_day();
        match self.w.locale {
            Locale::Ja => format!("{} {hour}:{minute:02}", self.day(&at.day())),
            Locale::En => format!("{}, {hour:02}:{minute:02}", self.day(&at.day())),
        }
    }

    fn year(&self, day: Day) -> String {
        year(self.w.locale, self.calendar, day)
    }
}

impl Words {
    /// A day where no page surrounds it, such as in a mail: by the era in Japanese.
    pub fn civil(self, day: &Day) -> String {
        written(self.locale, Calendar::Wareki, *day)
    }
}

fn written(locale: Locale, calendar: Calendar, day: Day) -> String {
    let (_, month, date) = day.parts();
    let year = year(locale, calendar, day);
    match locale {
        Locale::Ja => format!("{year}{month}月{date}日"),
        Locale::En => format!("{date} {} {year}", MONTHS[usize::from(month - 1)]),
    }
}

fn year(locale: Locale, calendar: Calendar, day: Day) -> String {
    let (year, ..) = day.parts();
    let era = if calendar == Calendar::Wareki {
        day.era()
    } else {
        None
    };
    match (locale, era) {
        (Locale::Ja, Some((era, _, 1))) => format!("{era}元年"),
        (Locale::Ja, Some((era, _, year))) => format!("{era}{year}年"),
        (Locale::Ja, None) => format!("{year}年"),
        // English readers of an era calendar get both: the era alone says nothing abroad.
        (Locale::En, Some((_, era, in_era))) => format!("{year} ({era} {in_era})"),
        (Locale::En, None) => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chrome(locale: Locale, calendar: Calendar) -> Chrome {
        Chrome {
            calendar,
            ..Chrome::sample(locale, "2026-11-23".parse().unwrap())
        }
    }

    #[test]
    fn years_are_written_by_the_readers_setting() {
        let day: Day = "2026-11-23".parse().unwrap();
        assert_eq!(
            chrome(Locale::Ja, Calendar::Wareki).weekday(&day),
            "令和8年11月23日（月）"
        );
        assert_eq!(
            chrome(Locale::Ja, Calendar::Seireki).weekday(&day),
            "2026年11月23日（月）"
        );
        assert_eq!(
            chrome(Locale::En, Calendar::Seireki).day(&day),
            "23 November 2026"
        );
        let first: Day = "2019-05-01".parse().unwrap();
        assert_eq!(chrome(Locale::Ja, Calendar::Wareki).day(&first), "令和元年5月1日");
        assert_eq!(
            chrome(Locale::En, Calendar::Wareki).day(&first),
            "1 May 2019 (Reiwa 1)"
        );
    }
}
