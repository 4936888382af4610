//! The store on both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod accounts;
mod adaptation;
mod attachment;
mod challenge;
mod circle;
mod counted;
mod dialogue;
mod events;
mod fairness;
mod field;
mod house;
mod joining;
mod joint;
mod letter;
mod parties;
mod publishing;
mod relationship;
mod schema;
mod scope;
mod seeds;
mod today;
mod trial;
