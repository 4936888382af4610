//! Time and randomness as one parameter.

use std::{fmt, sync::Arc};

use uuid::Uuid;

use crate::day::Day;

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// One second in microseconds.
    pub const SECOND: i64 = 1_000_000;
    /// One minute in microseconds.
    pub const MINUTE: i64 = 60 * Self::SECOND;
    /// One hour in microseconds.
    pub const HOUR: i64 = 60 * Self::MINUTE;
    /// One day of 24 hours in microseconds.
    pub const DAY: i64 = 24 * Self::HOUR;

    /// This instant moved by `micros` (negative: earlier).
    #[must_use]
    pub const fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// The civil day in Asia/Tokyo (UTC+9, no summer time since 1952).
    pub fn day(self) -> Day {
        Day::of_tokyo(self)
    }

    /// Hour and minute of the day in Asia/Tokyo.
    pub fn time_of_day(self) -> (u8, u8) {
        let minutes = (self.0 + 9 * Self::HOUR)
            .div_euclid(Self::MINUTE)
            .rem_euclid(24 * 60);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ minutes < 1440"
        )]
        ((minutes / 60) as u8, (minutes % 60) as u8)
    }
}

/// A source of random bytes. The real one lives in `server`; tests use a counted one.
pub trait Entropy: Send + Sync {
    /// Fills the slice with bytes nobody can foresee (a test's source may be foreseeable).
    fn fill(&self, bytes: &mut [u8]);
}

/// The instant at which something is done, with the randomness to do it.
#[derive(Clone)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    entropy: Arc<dyn Entropy>,
}

impl Moment {
    /// A moment at `now`, drawing from `entropy`.
    pub fn new(now: Timestamp, entropy: Arc<dyn Entropy>) -> Self {
        Self { now, entropy }
    }

    /// Today in Asia/Tokyo.
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// The same randomness at another instant.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Self {
        Self {
            now,
            entropy: self.entropy.clone(),
        }
    }

    pub(crate) fn uuid(&self) -> Uuid {
        let millis = u64::try_from(self.now.0.div_euclid(1000)).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moment")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}
