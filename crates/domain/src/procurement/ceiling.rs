//! Up to which amount a contract may be a 随意契約 for its smallness (地方自治法施行令167条の2第1項1号): dated tables, the national
//! frame and each town's own rule within it.

use std::sync::OnceLock;

use super::ContractKind;
use crate::{
    coded::{Coded, coded},
    day::{Day, NotADay},
    municipality::{MunicipalityCode, MunicipalityKind},
};

coded! {
    /// The two columns of 別表第五.
    pub enum Class {
        /// 都道府県及び指定都市.
        Large = "large",
        /// 市町村（指定都市を除く）; special wards are as cities are (地方自治法283条).
        Other = "other",
    }
}

/// One line of the national frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// The kind of contract.
    pub kind: ContractKind,
    /// For whom.
    pub class: Class,
    /// The most yen.
    pub yen: i64,
    /// The first day; none where it was so before anything kept here.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The article.
    pub law: &'static str,
    /// Where we read it.
    pub source: &'static str,
}

const FRAMES: &str = include_str!("../../../../data/procurement_ceilings.tsv");
const DESIGNATED: &str = include_str!("../../../../data/designated_cities.tsv");

fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// A day, or none where nothing stands.
fn day(text: &str) -> Result<Option<Day>, NotADay> {
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some)
    }
}

fn frame(cells: &[&'static str]) -> Option<Frame> {
    let [kind, class, yen, from, until, law, source] = cells else {
        return None;
    };
    Some(Frame {
        kind: ContractKind::parse(kind)?,
        class: Class::parse(class)?,
        yen: yen.parse().ok()?,
        from: day(from).ok()?,
        until: day(until).ok()?,
        law,
        source,
    })
}

/// The national frame: `data/procurement_ceilings.tsv`, whose every line a test reads.
pub fn national() -> &'static [Frame] {
    static TABLE: OnceLock<Vec<Frame>> = OnceLock::new();
    TABLE.get_or_init(|| lines(FRAMES).filter_map(|cells| frame(&cells)).collect())
}

/// In which column of the table a government stands on a day.
pub fn class_of(kind: MunicipalityKind, code: MunicipalityCode, on: Day) -> Class {
    let designated = lines(DESIGNATED).any(|cells| {
        cells.first() == Some(&code.as_str())
            && cells
                .get(1)
                .and_then(|from| from.parse::<Day>().ok())
                .is_some_and(|from| from <= on)
    });
    if kind == MunicipalityKind::Prefecture || designated {
        Class::Large
    } else {
        Class::Other
    }
}

fn lasts(from: Option<Day>, until: Option<Day>, on: Day) -> bool {
    from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until)
}

/// The frame of a day.
pub fn frame_on(table: &[Frame], kind: ContractKind, class: Class, on: Day) -> Option<&Frame> {
    table
        .iter()
        .find(|one| one.kind == kind && one.class == class && lasts(one.from, one.until, on))
}

/// A town's own rule, as its 財務規則 has it. Rules are added, never overwritten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The kind of contract.
    pub kind: ContractKind,
    /// The most yen.
    pub yen: i64,
    /// The first day.
    pub from: Day,
    /// The last day, where it is known.
    pub until: Option<Day>,
    /// The article of the 財務規則.
    pub article: String,
}

/// What holds on a day, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// The most yen.
    pub yen: i64,
    /// The article.
    pub article: String,
    /// Whether it is the town's own rule; otherwise the national frame, which stands in for it.
    pub own: bool,
}

/// The rule of a day: the town's own with the latest first day (of those the one written last, which `rules` has last),
/// or the national frame.
pub fn ruling_on(
    rules: &[Rule],
    table: &[Frame],
    kind: ContractKind,
    class: Class,
    on: Day,
) -> Option<Ruling> {
    let own = rules
        .iter()
        .filter(|rule| rule.kind == kind && lasts(Some(rule.from), rule.until, on))
        .max_by_key(|rule| rule.from);
    let own = own.map(|rule| Ruling {
        yen: rule.yen,
        article: rule.article.clone(),
        own: true,
    });
    own.or_else(|| {
        frame_on(table, kind, class, on).map(|frame| Ruling {
            yen: frame.yen,
            article: frame.law.to_owned(),
            own: false,
        })
    })
}

/// Whether a town's rule stays within the frame of its first day. Where no frame is known, it does.
pub fn within_frame(rule: &Rule, table: &[Frame], class: Class) -> bool {
    frame_on(table, rule.kind, class, rule.from).is_none_or(|frame| rule.yen <= frame.yen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_table_is_read_and_no_day_has_two() {
        assert_eq!(lines(FRAMES).count(), national().len());
        for kind in ContractKind::ALL {
            for class in Class::ALL {
                for day in ["2020-04-01", "2025-03-31", "2025-04-01", "2026-11-24"] {
                    let of_day = national().iter().filter(|one| {
                        one.kind == *kind && one.class == *class && lasts(one.from, one.until, on(day))
                    });
                    assert_eq!(of_day.count(), 1, "{kind:?} {class:?} {day}");
                }
            }
        }
        assert!(national().iter().all(|one| one.source.starts_with("https://")));
    }

    #[test]
    fn the_frame_changes_between_the_last_of_march_and_the_first_of_april_2025() {
        let yen = |kind, class, day| frame_on(national(), kind, class, on(day)).unwrap().yen;
        for (kind, large, other) in [
            (
                ContractKind::Works,
                (2_500_000, 4_000_000),
                (1_300_000, 2_000_000),
            ),
            (
                ContractKind::Purchase,
                (1_600_000, 3_000_000),
                (800_000, 1_500_000),
            ),
            (ContractKind::Rental, (800_000, 1_500_000), (400_000, 800_000)),
            (ContractKind::Sale, (500_000, 1_000_000), (300_000, 500_000)),
            (ContractKind::Lease, (300_000, 500_000), (300_000, 300_000)),
            (ContractKind::Other, (1_000_000, 2_000_000), (500_000, 1_000_000)),
        ] {
            for (class, (before, after)) in [(Class::Large, large), (Class::Other, other)] {
                assert_eq!(yen(kind, class, "2025-03-31"), before);
                assert_eq!(yen(kind, class, "2025-04-01"), after);
            }
        }
    }

    #[test]
    fn prefectures_and_designated_cities_share_a_column() {
        let today = on("2026-11-24");
        let class = |kind, code: &str, day| class_of(kind, code.parse().unwrap(), day);
        assert_eq!(class(MunicipalityKind::Prefecture, "180009", today), Class::Large);
        assert_eq!(class(MunicipalityKind::City, "431001", today), Class::Large);
        assert_eq!(
            class(MunicipalityKind::City, "431001", on("2012-03-31")),
            Class::Other
        );
        assert_eq!(class(MunicipalityKind::City, "182079", today), Class::Other);
        assert_eq!(lines(DESIGNATED).count(), 20);
        for cells in lines(DESIGNATED) {
            assert!(cells[0].parse::<MunicipalityCode>().is_ok() && cells[1].parse::<Day>().is_ok());
        }
    }

    #[test]
    fn a_towns_rule_holds_from_its_first_day_and_the_frame_before_it() {
        let rule = |yen, from: &str, until: Option<&str>| Rule {
            kind: ContractKind::Other,
            yen,
            from: on(from),
            until: until.map(on),
            article: format!("財務規則（{yen}）"),
        };
        let rules = [
            rule(300_000, "2020-04-01", Some("2025-05-31")),
            rule(1_000_000, "2025-06-01", None),
            rule(800_000, "2026-04-01", None),
        ];
        let ruling = |day| ruling_on(&rules, national(), ContractKind::Other, Class::Other, on(day)).unwrap();
        assert_eq!(
            (ruling("2020-03-31").yen, ruling("2020-03-31").own),
            (500_000, false)
        );
        assert_eq!(
            (ruling("2025-05-31").yen, ruling("2025-05-31").own),
            (300_000, true)
        );
        assert_eq!(ruling("2025-06-01").yen, 1_000_000);
        assert_eq!(ruling("2026-03-31").yen, 1_000_000);
        assert_eq!(ruling("2026-04-01").yen, 800_000);
        // A correction of the same first day, written later, is what holds.
        let twice = [
            rule(700_000, "2026-04-01", None),
            rule(600_000, "2026-04-01", None),
        ];
        let found = ruling_on(
            &twice,
            national(),
            ContractKind::Other,
            Class::Other,
            on("2026-04-02"),
        );
        assert_eq!(found.unwrap().yen, 600_000);
        let above = rule(1_000_001, "2025-06-01", None);
        assert!(!within_frame(&above, national(), Class::Other));
        assert!(within_frame(&above, national(), Class::Large));
    }
}
