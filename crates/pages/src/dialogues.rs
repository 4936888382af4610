//! 対話: lists, one dialogue, its form.
