//! Asking to join a town or a partner.
