//! What is written down in a trial: values, entries of its diary, costs. Each is corrected and taken back by who wrote it,
//! and how it stood is kept: nothing is overwritten without a trace. This is the one mechanism of all three; their rows
//! are in `measurement`, `diary` and `cost`.
//!
//! It is seen by whoever may have what is counted in the trial.

use domain::{
    Day, MunicipalityCode, Timestamp,
    id::{ChallengeId, PersonId, TrialId},
};
use uuid::Uuid;

use super::{Trial, note};
use crate::{
    ReadTx, Result, WriteTx,
    page::{Cursor, Page, newest_day},
    value::{FromRow, Row, Value, params},
};

/// What every record of a trial has.
#[derive(Clone, Debug)]
pub struct Written {
    /// The town.
    pub town: MunicipalityCode,
    /// The trial.
    pub trial: TrialId,
    /// Its challenge.
    pub challenge: ChallengeId,
    /// Which record.
    pub record: Uuid,
    /// The day it is about.
    pub day: Day,
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
}

impl FromRow for Written {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            trial: row.take()?,
            challenge: row.take()?,
            record: row.take()?,
            day: row.take()?,
            person: row.take()?,
            name: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
            reason: row.take()?,
            in_circle: row.take()?,
        })
    }
}

/// Selects the columns of [`Written`] and `$columns` from the table `$table`, named `x`, whose day is in `$day`.
macro_rules! written {
    ($table:literal, $day:literal, $columns:literal, $joins:expr, $rest:literal) => {
        concat!(
            "SELECT x.town, x.trial, t.challenge, x.id, x.",
            $day,
            ", x.person, p.name, x.version, x.withdrawn, x.reason, m.seat IS NOT NULL, ",
            $columns,
            " FROM ",
            $table,
            " x JOIN trials t ON t.town = x.town AND t.id = x.trial JOIN persons p ON p.id = x.person ",
            $joins,
            " LEFT JOIN circle_members m ON m.town = t.town AND m.challenge = t.challenge AND m.seat = $2 \
             AND m.left_at IS NULL WHERE ",
            $crate::scope::visible!("t", dialogue = "NULL", challenge = "t.challenge"),
            " AND ",
            $crate::scope::counted!("t", "t.challenge"),
            $rest
        )
    };
}

/// Writes a record of `$table` anew: `$set` from `$5` on, unless somebody did meanwhile.
macro_rules! anew {
    ($table:literal, $set:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET reason = $4, version = version + 1, ",
            $set,
            " WHERE town = $1 AND id = $2 AND version = $3 AND NOT withdrawn"
        )
    };
}

/// Takes a record of `$table` back.
macro_rules! taken_back {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET withdrawn = TRUE, reason = $3 WHERE town = $1 AND id = $2 AND NOT withdrawn"
        )
    };
}

pub(crate) use {anew, taken_back, written};

/// A kind of record that is corrected and taken back.
pub trait Recorded: Sync {
    /// As it is written.
    type New<'a>: Sync;
    /// Made by `anew!`.
    const ANEW: &'static str;
    /// Made by `taken_back!`.
    const TAKEN_BACK: &'static str;
    /// The verbs of its events: corrected, taken back.
    const VERBS: [&'static str; 2];

    /// What it has as every record of a trial has.
    fn written(&self) -> &Written;
    /// How it stands, to be kept.
    fn stands(&self) -> Stood<'_>;
    /// How it stands, in an event.
    fn said(&self) -> String;
    /// How it will stand, in an event.
    fn will_say(&self, new: &Self::New<'_>) -> String;
    /// The values from `$5` on.
    fn values<'a>(new: &'a Self::New<'_>) -> Values<'a>;
}

/// Values of a statement; what they are is the store's own.
pub struct Values<'a>(pub(crate) Vec<Value<'a>>);

/// What is kept of how a record stood, beside its day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stood<'a> {
    /// A value in thousandths, or an amount in yen; diary entries have none.
    pub amount: Option<i64>,
    /// A note, the text of an entry, or what an amount was for.
    pub words: &'a str,
    /// Who was there, or the note of a cost.
    pub detail: &'a str,
    /// Who bore a cost.
    pub code: &'a str,
}

const KEEP: &str = "INSERT INTO trial_earlier (town, trial, record, number, day, amount, words, detail, code, reason, \
    replaced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Corrects a record; how it stood and the reason are kept. `false` when it is not in the version read any more.
pub async fn correct<R: Recorded>(tx: &mut WriteTx, row: &R, new: &R::New<'_>, reason: &str) -> Result<bool> {
    let (of, stood, now) = (row.written(), row.stands(), tx.now());
    let mut values = vec![
        of.town.into(),
        of.record.into(),
        of.version.into(),
        Value::from(reason),
    ];
    values.extend(R::values(new).0);
    if tx.run(R::ANEW, &values).await? == 0 {
        return Ok(false);
    }
    let values = params![
        of.town,
        of.trial,
        of.record,
        of.version,
        of.day,
        stood.amount,
        stood.words,
        stood.detail,
        stood.code,
        reason,
        now
    ];
    tx.run(KEEP, values).await?;
    let [verb, _] = R::VERBS;
    note(tx, of.town, of.trial, verb, Some(row.said()), &row.will_say(new)).await?;
    Ok(true)
}

/// Takes a record back: it is not shown or counted any more, and stays with the reason. `false` when it was before.
pub async fn withdraw<R: Recorded>(tx: &mut WriteTx, row: &R, reason: &str) -> Result<bool> {
    let of = row.written();
    let values = params![of.town, of.record, reason];
    if tx.run(R::TAKEN_BACK, values).await? == 0 {
        return Ok(false);
    }
    let [_, verb] = R::VERBS;
    note(tx, of.town, of.trial, verb, Some(row.said()), reason).await?;
    Ok(true)
}

/// How a record stood before it was corrected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Earlier {
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

const EARLIER: &str = "SELECT number, day, amount, words, detail, code, reason, replaced_at FROM trial_earlier \
    WHERE town = $1 AND record = $2 ORDER BY number DESC LIMIT 50";

/// How a record the viewer was shown stood before, the newest first, at most 50.
pub async fn earlier<R: Recorded>(tx: &mut ReadTx, row: &R) -> Result<Vec<Earlier>> {
    let of = row.written();
    tx.all(EARLIER, params![of.town, of.record]).await
}

/// The records of a trial before a place in a list, the newest day first: `$4` to `$8` are town, trial, day, id and how many.
pub(crate) async fn newest<R: FromRow>(
    tx: &mut ReadTx,
    sql: &'static str,
    row: &Trial,
    after: Option<&Cursor>,
    most: i64,
) -> Result<Vec<R>> {
    let (day, id) = newest_day(after);
    tx.seen(sql, params![row.town, row.id, day, id, most]).await
}

/// A page of them, cut from rows fetched with one more than a page has.
pub(crate) fn page<R: Recorded>(rows: Vec<R>) -> Page<R> {
    Page::cut(rows, |last| Cursor {
        key: last.written().day.to_string(),
        id: last.written().record,
    })
}
