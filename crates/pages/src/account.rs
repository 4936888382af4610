//! Signing in, registering, confirming, one's own account.
