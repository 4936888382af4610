//! Numbers and days as they stand in drawings: 12,400.5 · 1.5万 · 6月3日.

use domain::{Day, trial::Measure};

use crate::{Locale, number};

/// A value in full, its whole part in groups of three.
pub fn figure(value: Measure) -> String {
    let text = value.to_string();
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text.as_str(), None),
    };
    let grouped = number(whole.parse().unwrap_or(0));
    // −0.5 has a whole part without a sign.
    let sign = if value.0 < 0 && !grouped.starts_with('-') {
        "-"
    } else {
        ""
    };
    match decimals {
        Some(decimals) => format!("{sign}{grouped}.{decimals}"),
        None => grouped,
    }
}

/// A value for an axis, where large ones are counted in 万 and 億, or in thousands of thousands in English.
pub fn short(value: Measure, locale: Locale) -> String {
    let units: &[(i64, &str)] = if locale == Locale::En {
        &[(1_000_000_000, "M")]
    } else {
        &[(100_000_000_000, "億"), (10_000_000, "万")]
    };
    for (thousandths, unit) in units {
        // Only where nothing of the number is lost.
        if value.0.abs() >= *thousandths && value.0 % (thousandths / 1000) == 0 {
            return format!("{}{unit}", figure(Measure(value.0 / (thousandths / 1000))));
        }
    }
    figure(value)
}

/// A day without its year.
pub fn day(day: Day, locale: Locale) -> String {
    let (_, month, date) = day.parts();
    if locale == Locale::En {
        format!("{date} {}", month_name(month))
    } else {
        format!("{month}月{date}日")
    }
}

/// A month, with its year where it is said.
pub fn month(day: Day, locale: Locale, with_year: bool) -> String {
    let (year, month, _) = day.parts();
    match (locale == Locale::En, with_year) {
        (false, true) => format!("{year}年{month}月"),
        (false, false) => format!("{month}月"),
        (true, true) => format!("{} {year}", month_name(month)),
        (true, false) => month_name(month).to_owned(),
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    NAMES
        .get(usize::from(month.saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// About how wide a text is in letters of 12 units: those of Latin script are about half as wide as those of Japanese.
pub fn width(text: &str) -> f64 {
    text.chars()
        .map(|one| if one.is_ascii() { 7.0 } else { 12.0 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_here_read_them() {
        let full: Vec<_> = [0, 12_400_500, -8_400_000, -500, 1_000_000_000_000]
            .map(|one| figure(Measure(one)))
            .into();
        assert_eq!(full, ["0", "12,400.5", "-8,400", "-0.5", "1,000,000,000"]);
        let ja: Vec<_> = [
            9_000_000,
            15_000_000,
            20_000_000,
            -150_000_000,
            200_000_000_000,
            10_001_000,
        ]
        .map(|one| short(Measure(one), Locale::Ja))
        .into();
        assert_eq!(ja, ["9,000", "1.5万", "2万", "-15万", "2億", "10,001"]);
        assert_eq!(short(Measure(1_500_000_000), Locale::En), "1.5M");
        assert_eq!(short(Measure(20_000_000), Locale::En), "20,000");
    }

    #[test]
    fn days_and_months() {
        let at: Day = "2026-06-03".parse().unwrap();
        assert_eq!(
            (day(at, Locale::Ja).as_str(), day(at, Locale::En).as_str()),
            ("6月3日", "3 Jun")
        );
        assert_eq!(month(at, Locale::Ja, true), "2026年6月");
        assert_eq!(month(at, Locale::En, false), "Jun");
    }
}
