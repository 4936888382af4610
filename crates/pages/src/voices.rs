//! 肉声: a person's own words.
