//! The mails tomoni sends.
