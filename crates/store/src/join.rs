//! Requests to join a town or a partner, and their answers.
