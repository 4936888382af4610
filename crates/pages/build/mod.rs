//! What the build script makes: the words of the pages from `locales/`, the files they need from `assets/`.
//!
//! Everything here takes texts and bytes and gives texts and bytes, so that `cargo test` can exercise it;
//! only `build.rs` touches the disk.

pub mod assets;
pub mod catalogue;
pub mod css;
pub mod fluent;
pub mod readings;
pub mod scripts;

#[cfg(test)]
mod tests;
