//! ふりかえり: rows and SQL.
