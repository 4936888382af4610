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

    /// As feeds have it (RFC 3339), in UTC: `2026-11-24T00:00:00Z`. Seconds are cut off.
    pub fn rfc3339(self) -> String {
        use time::format_description::well_known::Rfc3339;
        let at = self.in_utc();
        at.format(&Rfc3339).unwrap_or_default()
    }

    /// As headers of HTTP have it (RFC 9110, IMF-fixdate).
    pub fn http_date(self) -> String {
        let form = time::macros::format_description!(
            "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
        );
        self.in_utc().format(form).unwrap_or_default()
    }

    /// Years beyond 9999 do not come up; they count as 1970.
    fn in_utc(self) -> time::OffsetDateTime {
        let seconds = self.0.div_euclid(Self::SECOND);
        time::OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_as_feeds_and_headers_have_it() {
        let at = Timestamp(1_795_392_000 * Timestamp::SECOND + 5);
        assert_eq!(at.rfc3339(), "2026-11-23T00:00:00Z");
        assert_eq!(at.http_date(), "Mon, 23 Nov 2026 00:00:00 GMT");
    }
}
