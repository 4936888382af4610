//! What a trial cost: rows and SQL. A cost is open to whom what is counted in its trial is open; sums are read with the trial's record.
//!
//! Events of kind `trial`: `spent`, `respent`, `unspent` (before and after: yen and what for).

use domain::{
    Coded, Day, MunicipalityCode,
    id::{ChallengeId, CostId, PersonId, TrialId},
    spending::Bearer,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    page::{Cursor, Page, ROWS, newest_day},
    scope::{counted, visible},
    trial::{Kept, Trial, keep, note},
    value::{FromRow, Row, params},
};

/// A cost.
#[derive(Clone, Debug)]
pub struct Cost {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: CostId,
    /// The trial.
    pub trial: TrialId,
    /// Its challenge.
    pub challenge: ChallengeId,
    /// The day it was paid, or fell due.
    pub day: Day,
    /// What for.
    pub what: String,
    /// How many yen.
    pub amount: i64,
    /// Who bears it.
    pub bearer: Bearer,
    /// A note; may be empty.
    pub note: String,
    /// Who wrote it down.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How often it was written; more than one is corrected.
    pub version: i64,
    /// Whether its writer took it back.
    pub withdrawn: bool,
    /// Why it was corrected or taken back; may be empty.
    pub reason: String,
    /// Whether the viewer sits in the circle.
    pub in_circle: bool,
    /// How many yen it was before it was corrected.
    pub before: Option<i64>,
}

impl FromRow for Cost {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            trial: row.take()?,
            challenge: row.take()?,
            day: row.take()?,
            what: row.take()?,
            amount: row.take()?,
            bearer: row.code()?,
            note: row.take()?,
            person: row.take()?,
            name: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
            reason: row.take()?,
            in_circle: row.take()?,
            before: row.take()?,
        })
    }
}

macro_rules! costs {
    ($rest:literal) => {
        concat!(
            "SELECT c.town, c.id, c.trial, t.challenge, c.paid_on, c.what, c.amount, c.bearer, c.note, c.person, p.name, \
             c.version, c.withdrawn, c.reason, m.seat IS NOT NULL, e.amount FROM trial_costs c \
             JOIN trials t ON t.town = c.town AND t.id = c.trial JOIN persons p ON p.id = c.person \
             LEFT JOIN trial_earlier e ON e.town = c.town AND e.record = c.id AND e.number = c.version - 1 \
             LEFT JOIN circle_members m ON m.town = t.town AND m.challenge = t.challenge AND m.seat = $2 \
             AND m.left_at IS NULL WHERE ",
            visible!("t", dialogue = "NULL", challenge = "t.challenge"),
            " AND ",
            counted!("t", "t.challenge"),
            $rest
        )
    };
}

const FIND: &str = costs!(" AND c.id = $4");
const LIST: &str = costs!(
    " AND c.town = $4 AND c.trial = $5 AND (c.paid_on, c.id) < ($6, $7) ORDER BY c.paid_on DESC, c.id DESC LIMIT $8"
);

/// The most costs of one export.
pub const MOST: i64 = 5_000;

/// One cost, if the viewer may have what is counted in its trial.
pub async fn find(tx: &mut ReadTx, id: CostId) -> Result<Option<Cost>> {
    tx.seen_one(FIND, params![id]).await
}

/// What a trial cost, the newest day first.
pub async fn list(tx: &mut ReadTx, row: &Trial, after: Option<&Cursor>) -> Result<Page<Cost>> {
    let rows = newest(tx, row, after, ROWS + 1).await?;
    Ok(Page::cut(rows, |last| Cursor {
        key: last.day.to_string(),
        id: last.id.uuid(),
    }))
}

/// All of it for an export, the newest day first, at most [`MOST`].
pub async fn all(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Cost>> {
    newest(tx, row, None, MOST).await
}

async fn newest(tx: &mut ReadTx, row: &Trial, after: Option<&Cursor>, most: i64) -> Result<Vec<Cost>> {
    let (day, id) = newest_day(after);
    tx.seen(LIST, params![row.town, row.id, day, id, most]).await
}

/// A cost as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewCost<'a> {
    /// The day.
    pub day: Day,
    /// What for.
    pub what: &'a str,
    /// How many yen.
    pub amount: i64,
    /// Who bears it.
    pub bearer: Bearer,
    /// A note; may be empty.
    pub note: &'a str,
}

const INSERT: &str = "INSERT INTO trial_costs (town, id, trial, paid_on, what, amount, bearer, note, person, side, \
    written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const CORRECT: &str = "UPDATE trial_costs SET paid_on = $3, what = $4, amount = $5, bearer = $6, note = $7, reason = $8, \
    version = version + 1 WHERE town = $1 AND id = $2 AND version = $9 AND NOT withdrawn";
const WITHDRAW: &str =
    "UPDATE trial_costs SET withdrawn = TRUE, reason = $3 WHERE town = $1 AND id = $2 AND NOT withdrawn";

/// Writes down a cost.
pub async fn insert(tx: &mut WriteTx, row: &Trial, new: &NewCost<'_>) -> Result<CostId> {
    let (id, now, author) = (CostId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let values = params![
        row.town,
        id,
        row.id,
        new.day,
        new.what,
        new.amount,
        new.bearer.code(),
        new.note,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    let said = format!("{}: {}", new.amount, new.what);
    note(tx, row.town, row.id, "spent", None, &said).await?;
    Ok(id)
}

/// Corrects a cost: how it stood is kept. Answers whether it was still in the version read.
pub async fn correct(tx: &mut WriteTx, row: &Cost, new: &NewCost<'_>, reason: &str) -> Result<bool> {
    let values = params![
        row.town,
        row.id,
        new.day,
        new.what,
        new.amount,
        new.bearer.code(),
        new.note,
        reason,
        row.version
    ];
    if tx.run(CORRECT, values).await? == 0 {
        return Ok(false);
    }
    let kept = Kept {
        town: row.town,
        trial: row.trial,
        record: row.id.uuid(),
        number: row.version,
        day: row.day,
        amount: Some(row.amount),
        words: &row.what,
        detail: &row.note,
        code: row.bearer.code(),
        reason,
    };
    keep(tx, &kept).await?;
    let before = format!("{}: {}", row.amount, row.what);
    let after = format!("{}: {}", new.amount, new.what);
    note(tx, row.town, row.trial, "respent", Some(before), &after).await?;
    Ok(true)
}

/// Takes a cost back: it no longer counts, and stays readable with the reason. `false` when it was taken back before.
pub async fn withdraw(tx: &mut WriteTx, row: &Cost, reason: &str) -> Result<bool> {
    if tx.run(WITHDRAW, params![row.town, row.id, reason]).await? == 0 {
        return Ok(false);
    }
    let before = format!("{}: {}", row.amount, row.what);
    note(tx, row.town, row.trial, "unspent", Some(before), reason).await?;
    Ok(true)
}
