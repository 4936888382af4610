//! 対話: rows and SQL.
