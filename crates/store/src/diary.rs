//! 試行日誌: a trial's diary. An entry is open to whom what is counted in its trial is open.
//!
//! Events of kind `trial`: `told`, `retold`, `untold` (before and after: the texts).

use domain::{
    Coded, Day, MunicipalityCode, Side, Timestamp,
    id::{ChallengeId, EntryId, PersonId, TrialId, VoiceId},
};

use crate::{
    Error, ReadTx, Result, WriteTx,
    challenge::Author,
    page::{Cursor, Page, ROWS, newest_day},
    scope::{counted, visible},
    trial::{Kept, Trial, keep, note},
    value::{FromRow, Row, params},
};

/// An entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: EntryId,
    /// The trial.
    pub trial: TrialId,
    /// Its challenge.
    pub challenge: ChallengeId,
    /// The day it tells of.
    pub day: Day,
    /// The text; Markdown.
    pub body: String,
    /// Who was there; may be empty.
    pub there: String,
    /// The voice it is about.
    pub voice: Option<VoiceId>,
    /// Its words, where the viewer may read them.
    pub words: Option<String>,
    /// Who wrote it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
    /// How often it was written; more than one is rewritten.
    pub version: i64,
    /// Whether its writer took it back.
    pub withdrawn: bool,
    /// Why; may be empty.
    pub reason: String,
    /// Whether the viewer sits in the circle.
    pub in_circle: bool,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            trial: row.take()?,
            challenge: row.take()?,
            day: row.take()?,
            body: row.take()?,
            there: row.take()?,
            voice: row.take()?,
            words: row.take()?,
            person: row.take()?,
            name: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
            reason: row.take()?,
            in_circle: row.take()?,
        })
    }
}

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT e.town, e.id, e.trial, t.challenge, e.told_of, e.body, e.there, w.id, w.words, e.person, p.name, \
             e.side, e.written_at, e.version, e.withdrawn, e.reason, m.seat IS NOT NULL FROM diary_entries e \
             JOIN trials t ON t.town = e.town AND t.id = e.trial JOIN persons p ON p.id = e.person \
             LEFT JOIN voices w ON w.town = e.town AND w.id = e.voice AND w.challenge = t.challenge AND ",
            visible!("w", dialogue = "w.dialogue", challenge = "w.challenge"),
            " LEFT JOIN circle_members m ON m.town = t.town AND m.challenge = t.challenge AND m.seat = $2 \
             AND m.left_at IS NULL WHERE ",
            visible!("t", dialogue = "NULL", challenge = "t.challenge"),
            " AND ",
            counted!("t", "t.challenge"),
            $rest
        )
    };
}

const FIND: &str = entries!(" AND e.id = $4");
const LIST: &str = entries!(
    " AND e.town = $4 AND e.trial = $5 AND (e.told_of, e.id) < ($6, $7) ORDER BY e.told_of DESC, e.id DESC LIMIT $8"
);

/// How many entries a trial's page shows.
pub const FEW: i64 = 3;

/// One entry, if the viewer may have what is counted in its trial.
pub async fn find(tx: &mut ReadTx, id: EntryId) -> Result<Option<Entry>> {
    tx.seen_one(FIND, params![id]).await
}

/// The diary of a trial, the newest day first.
pub async fn list(tx: &mut ReadTx, row: &Trial, after: Option<&Cursor>) -> Result<Page<Entry>> {
    let rows = newest(tx, row, after, ROWS + 1).await?;
    Ok(Page::cut(rows, |last| Cursor {
        key: last.day.to_string(),
        id: last.id.uuid(),
    }))
}

/// The newest few entries, and one more where there are more.
pub async fn few(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Entry>> {
    newest(tx, row, None, FEW + 1).await
}

async fn newest(tx: &mut ReadTx, row: &Trial, after: Option<&Cursor>, most: i64) -> Result<Vec<Entry>> {
    let (day, id) = newest_day(after);
    tx.seen(LIST, params![row.town, row.id, day, id, most]).await
}

/// An entry as it is written.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The day it tells of.
    pub day: Day,
    /// The text; Markdown.
    pub body: &'a str,
    /// Who was there; may be empty.
    pub there: &'a str,
    /// The voice it is about: one of the challenge's.
    pub voice: Option<VoiceId>,
}

const INSERT: &str = "INSERT INTO diary_entries (town, id, trial, told_of, body, there, voice, person, side, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const REWRITE: &str = "UPDATE diary_entries SET told_of = $3, body = $4, there = $5, voice = $6, version = version + 1 \
    WHERE town = $1 AND id = $2 AND version = $7 AND NOT withdrawn";
const WITHDRAW: &str =
    "UPDATE diary_entries SET withdrawn = TRUE, reason = $3 WHERE town = $1 AND id = $2 AND NOT withdrawn";

/// Writes an entry.
pub async fn insert(tx: &mut WriteTx, row: &Trial, new: &NewEntry<'_>) -> Result<EntryId> {
    let (id, now, author) = (EntryId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let values = params![
        row.town,
        id,
        row.id,
        new.day,
        new.body,
        new.there,
        new.voice,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    note(tx, row.town, row.id, "told", None, new.body).await?;
    Ok(id)
}

/// Writes an entry anew; the earlier text is kept. Answers whether it was still in the version given.
pub async fn rewrite(tx: &mut WriteTx, row: &Entry, new: &NewEntry<'_>) -> Result<bool> {
    let values = params![
        row.town,
        row.id,
        new.day,
        new.body,
        new.there,
        new.voice,
        row.version
    ];
    if tx.run(REWRITE, values).await? == 0 {
        return Ok(false);
    }
    let kept = Kept {
        town: row.town,
        trial: row.trial,
        record: row.id.uuid(),
        number: row.version,
        day: row.day,
        amount: None,
        words: &row.body,
        detail: &row.there,
        code: "",
        reason: "",
    };
    keep(tx, &kept).await?;
    note(
        tx,
        row.town,
        row.trial,
        "retold",
        Some(row.body.clone()),
        new.body,
    )
    .await?;
    Ok(true)
}

/// Takes an entry back: its text is no longer shown and stays in the record.
pub async fn withdraw(tx: &mut WriteTx, row: &Entry, reason: &str) -> Result<()> {
    if tx.run(WITHDRAW, params![row.town, row.id, reason]).await? == 0 {
        return Err(Error::Conflict("withdrawn".to_owned()));
    }
    note(tx, row.town, row.trial, "untold", Some(row.body.clone()), reason).await
}

const VOICES: &str = concat!(
    "SELECT w.id, w.words FROM voices w WHERE w.town = $4 AND w.challenge = $5 AND ",
    visible!("w", dialogue = "w.dialogue", challenge = "w.challenge"),
    " ORDER BY w.id DESC LIMIT 30"
);

/// A voice an entry may be about.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The voice.
    pub id: VoiceId,
    /// Its words.
    pub words: String,
}

impl FromRow for Spoken {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            words: row.take()?,
        })
    }
}

/// The newest voices of a challenge the viewer may read, at most 30.
pub async fn voices(tx: &mut ReadTx, town: MunicipalityCode, challenge: ChallengeId) -> Result<Vec<Spoken>> {
    tx.seen(VOICES, params![town, challenge]).await
}
