//! Hands raised for opening a piece of a challenge's record.
