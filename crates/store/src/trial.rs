//! 試行, indicators and measurements: rows and SQL.
