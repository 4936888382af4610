//! 次の一歩: rows and SQL.
