//! Hands raised for opening pieces of a challenge's record.
