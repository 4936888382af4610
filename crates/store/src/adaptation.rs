//! 作り変え: rows and SQL.
