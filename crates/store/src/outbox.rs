//! Reading the outbox: each consumer has its own cursor and works idempotently.
//!
//! Order of writing is not order of commit on PostgreSQL: a consumer reads only events of transactions older than every
//! one still running (the snapshot's xmin), ordered by transaction, so that none is ever skipped.

use crate::{
    error::Result,
    event::{Event, event_columns},
    tx::SystemTx,
    value::{FromRow, Row, params},
};

/// The most events taken at once.
const BATCH: i64 = 100;

const CURSOR: &str = "SELECT tx, position FROM consumers WHERE name = $1";
const HORIZON: &str = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
const NEXT: &str = concat!(
    "SELECT ",
    event_columns!(),
    " FROM events e WHERE (e.tx, e.position) > ($1, $2) AND e.tx < $3 ORDER BY e.tx, e.position LIMIT $4"
);
const ADVANCE: &str = "INSERT INTO consumers (name, tx, position) VALUES ($1, $2, $3) \
    ON CONFLICT (name) DO UPDATE SET tx = excluded.tx, position = excluded.position";

struct At {
    tx: i64,
    position: i64,
}

impl FromRow for At {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            tx: row.take()?,
            position: row.take()?,
        })
    }
}

/// The next events a consumer has not seen, at most a batch.
pub async fn next(tx: &mut SystemTx, consumer: &str) -> Result<Vec<Event>> {
    let at: Option<At> = tx.one(CURSOR, params![consumer]).await?;
    let at = at.unwrap_or(At { tx: -1, position: 0 });
    let horizon = if tx.connection.is_postgres() {
        tx.one::<i64>(HORIZON, params![]).await?.unwrap_or(0)
    } else {
        i64::MAX
    };
    tx.all(NEXT, params![at.tx, at.position, horizon, BATCH]).await
}

/// Moves a consumer past an event. Commit it together with what was derived.
pub async fn advance(tx: &mut SystemTx, consumer: &str, past: &Event) -> Result<()> {
    tx.run(ADVANCE, params![consumer, past.tx, past.position]).await?;
    Ok(())
}
