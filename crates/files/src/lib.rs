//! Files people hand in: what they are, what is taken out of them, and where they are kept.
//!
//! [`accept`] looks at the bytes themselves, never at what the sender calls them, and answers what may be kept: pictures
//! rebuilt without anything that is not the picture, a small picture for pages beside them, documents as they came.
//! [`Files`] keeps both in a folder or in an S3-compatible store, under keys that say nothing about anybody.

mod accept;
mod keep;
mod name;
mod office;
mod picture;
mod plain;
mod refusal;
mod sniff;

pub use accept::{Accepted, accept};
pub use keep::{Error, Files, Key, Location, Opened, Part};
pub use name::clean as clean_name;
pub use picture::Picture;
pub use refusal::Refusal;
