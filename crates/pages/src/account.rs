//! Signing in, registering, settings and sessions.
