//! Mails to be sent and sent: rows and SQL.
