//! The operator's invitations: rows and SQL.
