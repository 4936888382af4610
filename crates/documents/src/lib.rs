//! Plain structs made into pictures and documents.

mod card;
pub mod vcard;

pub use card::{Card, Error, HEIGHT, WIDTH, picture};
