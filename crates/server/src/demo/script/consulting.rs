//! Asking for advice, introductions and cards.

use serde::Deserialize;

/// A question.
#[derive(Deserialize)]
pub struct Consultation {
    pub slug: String,
    pub town: String,
    pub asker: String,
    pub side: String,
    pub to: String,
    pub days_ago: i64,
    pub title: String,
    pub notes: String,
    #[serde(default)]
    pub answer: Vec<Answer>,
}

/// Words on it.
#[derive(Deserialize)]
pub struct Answer {
    pub person: String,
    pub side: String,
    pub days_ago: i64,
    pub words: String,
}

/// Somebody introduces two people.
#[derive(Deserialize)]
pub struct Introduction {
    pub consultation: Option<String>,
    pub town: String,
    pub introducer: String,
    pub side: String,
    pub days_ago: i64,
    pub words: String,
    pub first: String,
    pub first_side: String,
    pub about_first: String,
    pub first_wish: Option<String>,
    #[serde(default)]
    pub first_words: String,
    pub second: String,
    pub second_side: String,
    pub about_second: String,
    pub second_wish: Option<String>,
    #[serde(default)]
    pub second_words: String,
    pub answered_days_ago: i64,
}

/// A card.
#[derive(Deserialize)]
pub struct Card {
    pub person: String,
    pub side: String,
    pub visibility: String,
    pub words: String,
    pub languages: String,
    pub phone: String,
    pub email: String,
    pub site: String,
}
