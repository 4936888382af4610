//! 肉声: rows and SQL.
