//! Mails derived from events.
