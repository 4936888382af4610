//! The real clock and the real randomness. Nothing outside `server` may read them; everything else gets a `Moment`.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{Entropy, Moment, Timestamp};

/// The operating system's randomness.
pub struct System;

impl Entropy for System {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place randomness comes from"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            // Going on with foreseeable tokens would be worse than stopping.
            tracing::error!(%error, "the operating system gives no randomness");
            std::process::abort();
        }
    }
}

/// The operating system's time.
#[expect(clippy::disallowed_methods, reason = "this is the one place time comes from")]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// This moment.
pub fn moment() -> Moment {
    Moment::new(now(), Arc::new(System))
}
