//! How often something was tried: sign-in and mails, per account and per address.
