//! Plain structs made into pictures and documents.

pub mod vcard;
