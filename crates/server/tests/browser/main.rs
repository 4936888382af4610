//! Real browsers on the demo as users start it: one whole round by two people, with and without scripts, and axe-core
//! on every page.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod axe;
mod chrome;
mod demo;
mod field;
mod journey;
mod keyboard;
mod live;
mod plug;
