//! The pages: what they say and what they are made of. No HTTP, no SQL.
//!
//! A page is a struct and its template of the same name under `templates/`. Every page has a field `page`: the
//! [`Chrome`] around it, with the words in the reader's language (`page.w`).

pub mod accounts;
pub mod adaptations;
pub mod assets;
pub mod cards;
pub mod challenges;
pub mod chart;
pub mod chrome;
pub mod consultations;
pub mod contacts;
pub mod corrections;
pub mod costs;
pub mod csv;
mod dates;
pub mod dialogues;
pub mod diary;
pub mod errors;
pub mod feeds;
pub mod field;
pub mod files;
pub mod form;
pub mod home;
pub mod interests;
pub mod introductions;
pub mod joining;
pub mod joint;
pub mod labels;
pub mod letters;
pub mod lineage;
pub mod mailbox;
pub mod mails;
pub mod measurements;
pub mod messages;
pub mod newer;
pub mod packages;
pub mod procurement_rules;
pub mod procurements;
pub mod publishing;
pub mod qr;
pub mod readings;
pub mod reflections;
pub mod relationships;
pub mod ring;
pub mod start;
pub mod terms;
pub mod text;
pub mod topics;
pub mod towns;
pub mod trials;
pub mod wordings;
pub mod words;

pub use chrome::{Chrome, Section};
pub use form::Form;
pub use words::{Locale, Words};

/// A count as both languages write it: groups of three, as in 1,788.
pub fn number(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut grouped = String::from(if count < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_are_grouped_by_three() {
        for (count, shown) in [
            (0, "0"),
            (788, "788"),
            (1788, "1,788"),
            (1_000_000, "1,000,000"),
            (-1788, "-1,788"),
        ] {
            assert_eq!(super::number(count), shown);
        }
    }
}

// The build script, compiled once more for its tests.
#[cfg(test)]
#[path = "../build/mod.rs"]
mod build;
