//! 課題: rows and SQL.
