//! Erasing the bytes of files that were taken back.

use domain::{
    MunicipalityCode,
    event::{Change, RecordKind},
    id::AttachmentId,
};

use crate::{
    Result, SystemTx,
    value::{FromRow, Row, params},
};

/// A file whose bytes are to be erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasing {
    /// Its town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: AttachmentId,
    /// The key of its object.
    pub object: String,
}

impl FromRow for Erasing {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            object: row.take()?,
        })
    }
}

const TO_ERASE: &str = "SELECT town, id, object FROM attachments WHERE withdrawn_at IS NOT NULL AND erased_at IS NULL \
    ORDER BY withdrawn_at, id LIMIT 50";
const ERASED: &str =
    "UPDATE attachments SET erased_at = $3 WHERE town = $1 AND id = $2 AND erased_at IS NULL";
const KEPT: &str = "SELECT COUNT(*) FROM attachments WHERE object = $1 AND erased_at IS NULL";

/// Files taken back whose bytes are still there, at most 50.
pub async fn to_erase(tx: &mut SystemTx) -> Result<Vec<Erasing>> {
    tx.all(TO_ERASE, params![]).await
}

/// Notes that the bytes of a file are gone.
pub async fn erased(tx: &mut SystemTx, one: &Erasing) -> Result<()> {
    let now = tx.moment().now;
    if tx.run(ERASED, params![one.town, one.id, now]).await? == 1 {
        let change = Change::new(RecordKind::Attachment, one.id, "erased").of_town(one.town);
        tx.note(&domain::Viewer::ANYONE, change).await?;
    }
    Ok(())
}

/// Whether an object belongs to a file; others were left over when a form was not taken.
pub async fn is_kept(tx: &mut SystemTx, object: &str) -> Result<bool> {
    let count: Option<i64> = tx.one(KEPT, params![object]).await?;
    Ok(count.unwrap_or(0) > 0)
}
