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
    let horizon = horizon(tx).await?;
    tx.all(NEXT, params![at.tx, at.position, horizon, BATCH]).await
}

/// Moves a consumer past an event. Commit it together with what was derived.
pub async fn advance(tx: &mut SystemTx, consumer: &str, past: &Event) -> Result<()> {
    tx.run(ADVANCE, params![consumer, past.tx, past.position]).await?;
    Ok(())
}

/// A place in the outbox that lives in memory: live pages begin at the end and remember nothing.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    tx: i64,
    position: i64,
}

impl FromRow for Mark {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            tx: row.take()?,
            position: row.take()?,
        })
    }
}

const LAST: &str = "SELECT tx, position FROM events ORDER BY tx DESC, position DESC LIMIT 1";

/// Where the outbox ends now.
pub async fn end(tx: &mut SystemTx) -> Result<Mark> {
    let last: Option<Mark> = tx.one(LAST, params![]).await?;
    Ok(last.unwrap_or(Mark { tx: -1, position: 0 }))
}

/// The next events after a mark, at most a batch; the mark moves past them.
pub async fn after(tx: &mut SystemTx, mark: &mut Mark) -> Result<Vec<Event>> {
    let horizon = horizon(tx).await?;
    let events: Vec<Event> = tx
        .all(NEXT, params![mark.tx, mark.position, horizon, BATCH])
        .await?;
    if let Some(last) = events.last() {
        *mark = Mark {
            tx: last.tx,
            position: last.position,
        };
    }
    Ok(events)
}

/// The oldest transaction still running: what is younger may still be joined by something before it.
async fn horizon(tx: &mut SystemTx) -> Result<i64> {
    if tx.connection.is_postgres() {
        return Ok(tx.one::<i64>(HORIZON, params![]).await?.unwrap_or(0));
    }
    Ok(i64::MAX)
}
