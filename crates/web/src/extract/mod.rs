//! What handlers are handed: a snapshot seen by whoever asks, a row they may see, a form that came from our own page.

mod carrying;
mod check;
mod multipart;
mod posted;
mod reading;
mod render;
mod spool;
mod subject;

pub use carrying::{Carrier, Carrying, Received};
pub use check::{Check, yen_digits};
pub use posted::{Address, Posted, Typed, Writing};
pub(crate) use reading::chrome;
pub use reading::{Reading, SignedIn};
pub(crate) use render::words_for;
pub use render::{back, fallback, html, html_with, table, words_before};
pub use subject::{Acting, Query, Seen, Subject};
