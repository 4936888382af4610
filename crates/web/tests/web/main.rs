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
mod challenges;
mod client;
mod dates;
mod dialogues;
mod easy;
mod field;
mod forms;
mod hostile;
mod joining;
mod letters;
mod packages;
mod round;
mod sequences;
mod session;
mod settings;
mod snapshots;
mod threads;
mod towns;
mod trials;
#[allow(
    dead_code,
    reason = "everybody of the access table lives in the world, whether or not a test looks at them yet"
)]
mod words;
mod world;
