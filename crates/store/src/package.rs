//! 型: rows and SQL.
