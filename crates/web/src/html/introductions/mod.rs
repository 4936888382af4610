//! つなぐ: asking two people whether they would like to talk, and what they answer.

mod answer;
mod create;
mod index;
mod new;
mod show;
mod withdrawal;

use domain::id::IntroductionId;
use pages::{Words, introductions::Party};
use store::introduction;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/introductions", index::get),
        Route::get("/introductions/new", new::get),
        Route::post("/introductions", create::post),
        Route::get("/introductions/{introduction}", show::get),
        Route::post("/introductions/{introduction}/answer", answer::post),
        Route::post("/introductions/{introduction}/withdrawal", withdrawal::post),
    ]
}

/// The id in an address.
fn read(typed: &str) -> Result<IntroductionId, crate::Error> {
    typed.parse().map_err(|_| crate::Error::NotFound)
}

/// One of the two as pages show them.
fn party(row: introduction::Party) -> Party {
    Party {
        name: row.name,
        organisation: row.organisation,
        about: row.about,
        wish: row.wish,
        words: row.words,
    }
}

/// What the first talk of two people is called and begins with.
fn first_talk(w: Words, row: &introduction::Introduction) -> (String, String) {
    let short = |name: &Option<String>| text::excerpt(name.as_deref().unwrap_or_default(), 15);
    let title = w.introductions_first_talk(short(&row.first.name), short(&row.second.name));
    let reason = text::excerpt(&text::clean_line(&row.words), domain::problem::limit::LINE);
    let why = w.introductions_agenda_why(&row.introducer_name);
    (title, format!("{}\n{why}：{reason}", w.introductions_agenda()))
}
