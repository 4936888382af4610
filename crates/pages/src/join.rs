//! Asking to join, and answering.
