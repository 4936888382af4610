//! Files people hand in: what they are, what is taken out of them, and where they are kept.
