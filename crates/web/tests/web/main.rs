//! Tests through the real router, in modules that mirror the URLs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod access;
mod accounts;
mod adaptations;
mod architecture;
mod budget;
mod cache;
mod cards;
mod challenges;
mod client;
mod consultations;
mod contacts;
mod dates;
mod dialogues;
mod diary;
mod easy;
mod fairness;
mod field;
mod files;
mod forms;
mod held_back;
mod hostile;
mod introductions;
mod joining;
mod joint;
mod letters;
mod links;
mod live;
mod packages;
mod parties;
mod publishing;
mod reflections;
mod round;
mod sequences;
mod session;
mod settings;
mod snapshots;
mod threads;
mod towns;
mod trials;
mod wordings;
#[allow(
    dead_code,
    reason = "everybody of the access table lives in the world, whether or not a test looks at them yet"
)]
mod words;
mod world;
