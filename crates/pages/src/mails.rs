//! The mails: subject and text.
