//! Drafts: what somebody began to type, kept for them alone. No event is noted: nothing was said yet.

use domain::{Timestamp, id::PersonId};

use crate::{
    ReadTx, Result, SystemTx, WriteTx,
    value::{FromRow, Row, params},
};

/// How long a draft is kept after it was last touched: 60 days in microseconds.
pub const LASTS: i64 = 60 * 24 * 60 * 60 * 1_000_000;

/// A draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The fields as a form sends them.
    pub fields: String,
    /// When it was kept.
    pub saved_at: Timestamp,
}

impl FromRow for Draft {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            fields: row.take()?,
            saved_at: row.take()?,
        })
    }
}

const FIND: &str = "SELECT fields, saved_at FROM drafts WHERE person = $1 AND place = $2";
const SAVE: &str = "INSERT INTO drafts (person, place, fields, saved_at) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (person, place) DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at";
const DELETE: &str = "DELETE FROM drafts WHERE person = $1 AND place = $2";
const SWEEP: &str = "DELETE FROM drafts WHERE saved_at <= $1";

/// The viewer's own draft of a place.
pub async fn find(tx: &mut ReadTx, place: &str) -> Result<Option<Draft>> {
    let person = tx.viewer().person;
    tx.one(FIND, params![person, place]).await
}

/// Keeps what a person typed at a place, instead of what was kept before.
pub async fn save(tx: &mut SystemTx, person: PersonId, place: &str, fields: &str) -> Result<()> {
    let now = tx.moment().now;
    tx.run(SAVE, params![person, place, fields, now]).await?;
    Ok(())
}

/// Forgets a draft its writer does not want.
pub async fn discard(tx: &mut SystemTx, person: PersonId, place: &str) -> Result<()> {
    tx.run(DELETE, params![person, place]).await?;
    Ok(())
}

/// Forgets the viewer's draft together with what became of it.
pub async fn forget(tx: &mut WriteTx, place: &str) -> Result<()> {
    let person = tx.viewer().person;
    tx.run(DELETE, params![person, place]).await?;
    Ok(())
}

/// Forgets what nobody touched for [`LASTS`].
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let before = tx.moment().now.plus(-LASTS);
    tx.run(SWEEP, params![before]).await
}
