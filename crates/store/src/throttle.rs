//! How often something was tried: sign-in and mails, per account and per address. Counted in the database, so that
//! several nodes count together.
//!
//! A window begins with the first try and ends by itself; what is counted is named by a subject such as
//! `sign-in:account:…`. Subjects carry digests, not addresses.

use domain::Timestamp;

use crate::{ReadTx, Result, SystemTx, value::params};

const COUNT: &str = "INSERT INTO throttles (subject, count, until) VALUES ($1, 1, $2) \
    ON CONFLICT (subject) DO UPDATE SET \
    count = CASE WHEN throttles.until <= $3 THEN 1 ELSE throttles.count + 1 END, \
    until = CASE WHEN throttles.until <= $3 THEN excluded.until ELSE throttles.until END \
    RETURNING count";
const TRIES: &str = "SELECT count FROM throttles WHERE subject = $1 AND until > $2";
const GIVE_BACK: &str = "UPDATE throttles SET count = count - 1 WHERE subject = $1 AND count > 0";
const DELETE: &str = "DELETE FROM throttles WHERE subject = $1";
const SWEEP: &str = "DELETE FROM throttles WHERE until <= $1";

/// Counts one try and answers how many there are in this window, this one included. Commit before acting on it: tries
/// made at the same time must see each other.
pub async fn count(tx: &mut SystemTx, subject: &str, window: i64) -> Result<i64> {
    let now = tx.moment().now;
    let values = params![subject, now.plus(window), now];
    Ok(tx.one(COUNT, values).await?.unwrap_or(1))
}

/// How often something was tried in the window that runs now, without counting this time.
pub async fn tries(tx: &mut ReadTx, subject: &str, now: Timestamp) -> Result<i64> {
    Ok(tx.one(TRIES, params![subject, now]).await?.unwrap_or(0))
}

/// Takes one try back: it was no miss.
pub async fn give_back(tx: &mut SystemTx, subject: &str) -> Result<()> {
    tx.run(GIVE_BACK, params![subject]).await?;
    Ok(())
}

/// Forgets a subject's tries.
pub async fn delete(tx: &mut SystemTx, subject: &str) -> Result<()> {
    tx.run(DELETE, params![subject]).await?;
    Ok(())
}

/// Deletes windows that have ended; for the nightly worker. Answers how many.
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let now = tx.moment().now;
    tx.run(SWEEP, params![now]).await
}
