//! 試行: rows and SQL.
