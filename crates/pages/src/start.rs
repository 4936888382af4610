//! The start page and what tomoni is.
