//! 型: the minimal solution, in parts.

/// The most parts a package (or an adaptation) can have.
pub const MOST_PARTS: usize = 12;
