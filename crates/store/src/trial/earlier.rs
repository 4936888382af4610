//! How values, entries of the diary and costs stood before they were corrected: nothing is overwritten without a trace.

use domain::{Day, MunicipalityCode, Timestamp, id::TrialId};
use uuid::Uuid;

use crate::{
    ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

/// How a record stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Earlier {
    /// Which record.
    pub record: Uuid,
    /// Which of its versions, from one.
    pub number: i64,
    /// Its day.
    pub day: Day,
    /// A value in thousandths, or an amount in yen; diary entries have none.
    pub amount: Option<i64>,
    /// A note, the text of an entry, or what an amount was for.
    pub words: String,
    /// Who was there, or the note of a cost.
    pub detail: String,
    /// Who bore a cost.
    pub code: String,
    /// Why it was corrected; may be empty.
    pub reason: String,
    /// When it was corrected.
    pub replaced_at: Timestamp,
}

impl FromRow for Earlier {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            record: row.take()?,
            number: row.take()?,
            day: row.take()?,
            amount: row.take()?,
            words: row.take()?,
            detail: row.take()?,
            code: row.take()?,
            reason: row.take()?,
            replaced_at: row.take()?,
        })
    }
}

const LIST: &str = "SELECT record, number, day, amount, words, detail, code, reason, replaced_at FROM trial_earlier \
    WHERE town = $1 AND record = $2 ORDER BY number DESC LIMIT 50";

/// How a record the viewer was shown stood before, the newest first, at most 50.
pub async fn earlier(tx: &mut ReadTx, town: MunicipalityCode, record: Uuid) -> Result<Vec<Earlier>> {
    tx.all(LIST, params![town, record]).await
}

/// A record as it stands, to be kept before it is corrected.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    pub town: MunicipalityCode,
    pub trial: TrialId,
    pub record: Uuid,
    pub number: i64,
    pub day: Day,
    pub amount: Option<i64>,
    pub words: &'a str,
    pub detail: &'a str,
    pub code: &'a str,
    pub reason: &'a str,
}

const KEEP: &str = "INSERT INTO trial_earlier (town, trial, record, number, day, amount, words, detail, code, reason, \
    replaced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Keeps how a record stands. Two corrections of one version conflict.
pub async fn keep(tx: &mut WriteTx, kept: &Kept<'_>) -> Result<()> {
    let now = tx.now();
    let values = params![
        kept.town,
        kept.trial,
        kept.record,
        kept.number,
        kept.day,
        kept.amount,
        kept.words,
        kept.detail,
        kept.code,
        kept.reason,
        now
    ];
    tx.run(KEEP, values).await?;
    Ok(())
}
