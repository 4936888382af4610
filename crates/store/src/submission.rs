//! What a form sends twice is taken once: each form carries a word of its own, and what it led to is remembered.

use crate::{ReadTx, Result, SystemTx, WriteTx, value::params};

/// How long a word is remembered: 60 days in microseconds. A telephone may lie in a drawer for weeks before it sends.
pub const LASTS: i64 = 60 * 24 * 60 * 60 * 1_000_000;

const FIND: &str = "SELECT path FROM submissions WHERE person = $1 AND once = $2";
const INSERT: &str = "INSERT INTO submissions (person, once, path, taken_at) VALUES ($1, $2, $3, $4)";
const LEAD: &str = "UPDATE submissions SET path = $3 WHERE person = $1 AND once = $2";
const SWEEP: &str = "DELETE FROM submissions WHERE taken_at <= $1";

/// Where the viewer's form with this word led, if it was taken already.
pub async fn find(tx: &mut ReadTx, once: &str) -> Result<Option<String>> {
    let person = tx.viewer().person;
    tx.one(FIND, params![person, once]).await
}

/// Remembers where the viewer's form led, together with what it changed. Two that arrive at once conflict.
pub async fn insert(tx: &mut WriteTx, once: &str, path: &str) -> Result<()> {
    let (person, now) = (tx.viewer().person, tx.now());
    tx.run(INSERT, params![person, once, path, now]).await?;
    Ok(())
}

/// Takes a form of the viewer's for the first time, or answers where it led when it was taken before.
pub async fn claim(tx: &mut WriteTx, once: &str, path: &str) -> Result<Option<String>> {
    let led = find(tx, once).await?;
    if led.is_none() {
        insert(tx, once, path).await?;
    }
    Ok(led)
}

/// Says where a form that was claimed leads.
pub async fn lead(tx: &mut WriteTx, once: &str, path: &str) -> Result<()> {
    let person = tx.viewer().person;
    tx.run(LEAD, params![person, once, path]).await?;
    Ok(())
}

/// Forgets words older than [`LASTS`].
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let before = tx.moment().now.plus(-LASTS);
    tx.run(SWEEP, params![before]).await
}
