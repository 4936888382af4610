//! The people of a town or a partner.
