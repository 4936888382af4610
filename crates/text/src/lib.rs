//! Japanese text: what people type made safe to keep, to show, to compare and to count.
//!
//! Pure, and it knows nothing of tomoni's records.

mod autolink;
pub mod diff;
pub mod fold;
pub mod length;
pub mod markdown;
pub mod merge;
pub mod phrases;
mod plain;
mod tree;

pub use fold::fold;
pub use length::{chars, clean, clean_line, excerpt};
