//! Dates as people here read them: 令和8年11月23日（月） or 2026年11月23日（月）; 23 November 2026 in English; by the Western
//! calendar with readings in easy Japanese, as the guideline for it asks.

use domain::{Day, Timestamp, day::Calendar};

use crate::{
    chrome::Chrome,
    readings::Read,
    words::{Locale, Words},
};

const WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const WEEKDAYS_READ: [&str; 7] = ["にち", "げつ", "か", "すい", "もく", "きん", "ど"];
/// Months whose number is read otherwise than one counts.
const MONTHS_READ: [(u8, &str); 3] = [(4, "しがつ"), (7, "しちがつ"), (9, "くがつ")];
/// Days whose reading is not their number and にち.
const DAYS_READ: [(u8, &str); 13] = [
    (1, "ついたち"),
    (2, "ふつか"),
    (3, "みっか"),
    (4, "よっか"),
    (5, "いつか"),
    (6, "むいか"),
    (7, "なのか"),
    (8, "ようか"),
    (9, "ここのか"),
    (10, "とおか"),
    (14, "じゅうよっか"),
    (20, "はつか"),
    (24, "にじゅうよっか"),
];
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
        let weekday = usize::from(day.weekday());
        match self.w.locale {
            Locale::Ja => format!("{}（{}）", self.day(day), WEEKDAYS[weekday]),
            Locale::En => self.day(day),
            Locale::Easy => {
                let weekday = Read(WEEKDAYS[weekday], WEEKDAYS_READ[weekday]);
                format!("{}（{weekday}）", self.day(day))
            }
        }
    }

    /// A month as a heading.
    pub fn month(&self, day: &Day) -> String {
        let (_, month, _) = day.parts();
        let year = year(self.w.locale, self.calendar, *day);
        match self.w.locale {
            Locale::Ja => format!("{year}{month}月"),
            Locale::En => format!("{} {year}", MONTHS[usize::from(month - 1)]),
            Locale::Easy => format!("{year} {}", month_read(month)),
        }
    }

    /// Beside a date field: what the field's Western year is called, for whoever counts by eras; then what else is said.
    pub fn day_support(&self, support: &str) -> String {
        let era = match (self.w.locale, self.calendar) {
            (Locale::Ja, Calendar::Wareki) => {
                let western = year(Locale::Ja, Calendar::Seireki, self.today);
                self.w
                    .form_era(year(Locale::Ja, Calendar::Wareki, self.today), western)
            }
            _ => String::new(),
        };
        format!("{era}{support}")
    }

    /// An instant: day and time of day in Asia/Tokyo.
    pub fn instant(&self, at: &Timestamp) -> String {
        let (hour, minute) = at.time_of_day();
        match self.w.locale {
            Locale::Ja | Locale::Easy => format!("{} {hour}:{minute:02}", self.day(&at.day())),
            Locale::En => format!("{}, {hour:02}:{minute:02}", self.day(&at.day())),
        }
    }
}

impl Words {
    /// A day where no page surrounds it, such as in a mail: by the era in Japanese.
    pub fn civil(self, day: &Day) -> String {
        written(self.locale.full(), Calendar::Wareki, *day)
    }
}

fn written(locale: Locale, calendar: Calendar, day: Day) -> String {
    let (_, month, date) = day.parts();
    let year = year(locale, calendar, day);
    match locale {
        Locale::Ja => format!("{year}{month}月{date}日"),
        Locale::En => format!("{date} {} {year}", MONTHS[usize::from(month - 1)]),
        Locale::Easy => format!("{year} {} {}", month_read(month), date_read(date)),
    }
}

fn month_read(month: u8) -> String {
    match MONTHS_READ.iter().find(|(number, _)| *number == month) {
        Some((_, reading)) => Read(format!("{month}月"), reading).to_string(),
        None => format!("{month}{}", Read("月", "がつ")),
    }
}

fn date_read(date: u8) -> String {
    match DAYS_READ.iter().find(|(day, _)| *day == date) {
        Some((_, reading)) => Read(format!("{date}日"), reading).to_string(),
        None => format!("{date}{}", Read("日", "にち")),
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
        // Whoever is learning Japanese knows the Western calendar.
        (Locale::Easy, _) => format!("{year}{}", Read("年", "ねん")),
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

    #[test]
    fn easy_japanese_has_the_western_calendar_with_its_readings() {
        let easy = chrome(Locale::Easy, Calendar::Wareki);
        let shown = |day: &str| crate::readings::ruby(format!("<p>{}", easy.weekday(&day.parse().unwrap())));
        assert_eq!(
            shown("2026-04-01"),
            "<p><span>2026<ruby>年<rt>ねん</rt></ruby> <ruby>4月<rt>しがつ</rt></ruby> <ruby>1日<rt>ついたち</rt></ruby>\
             （<ruby>水<rt>すい</rt></ruby>）</span>"
        );
        assert!(shown("2026-04-21").contains("21<ruby>日<rt>にち</rt></ruby>"));
        let day: Day = "2026-04-01".parse().unwrap();
        assert_eq!(easy.w.civil(&day), "令和8年4月1日");
    }
}
