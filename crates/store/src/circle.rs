//! 輪: the people around a challenge.
