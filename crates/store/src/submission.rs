//! What a form sends twice is taken once: each form carries a word of its own, and what it led to is remembered.

use crate::{ReadTx, Result, SystemTx, WriteTx, value::params};

/// How long a word is remembered: 60 days in microseconds. A telephone may lie in a drawer for weeks before it sends.
pub const LASTS: i64 = 60 * 24 * 60 * 60 * 1_000_000;

const FIND: &str = "SELECT path FROM submissions WHERE person = $1 AND once = $2";
const INSERT: &str = "INSERT INTO submissions (person, once, path, taken_at) VALUES ($1, $2, $3, $4)";
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

/// Forgets words older than [`LASTS`].
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let before = tx.moment().now.plus(-LASTS);
    tx.run(SWEEP, params![before]).await
}
