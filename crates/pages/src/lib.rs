//! The pages: what they say and what they are made of. No HTTP, no SQL.
//!
//! A page is a struct and its template of the same name under `templates/`. Every page has a field `page`: the
//! [`Chrome`] around it, with the words in the reader's language (`page.w`).

pub mod assets;
pub mod chrome;
mod dates;
pub mod errors;
pub mod form;
pub mod labels;
pub mod start;
pub mod text;
pub mod towns;
pub mod words;

pub use chrome::{Chrome, Section};
pub use form::Form;
pub use words::{Locale, Words};

// The build script, compiled once more for its tests.
#[cfg(test)]
#[path = "../build/mod.rs"]
mod build;
