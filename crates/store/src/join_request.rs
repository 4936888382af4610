//! Requests to join a town or a partner: rows and SQL.
