//! 試行日誌: a trial's diary. An entry is open to whom what is counted in its trial is open.
//!
//! Events of kind `trial`: `told`, `retold`, `untold` (before and after: the texts).

use domain::{
    Coded, Day, MunicipalityCode, Side, Timestamp,
    id::{ChallengeId, EntryId, VoiceId},
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    page::{Cursor, Page, ROWS},
    scope::visible,
    trial::{
        Trial, note,
        written::{Recorded, Stood, Values, Written, anew, newest, page, taken_back, written},
    },
    value::{FromRow, Row, params},
};

/// An entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What every record of a trial has; its day is the one it tells of.
    pub written: Written,
    /// The id.
    pub id: EntryId,
    /// The text; Markdown.
    pub body: String,
    /// Who was there; may be empty.
    pub there: String,
    /// The voice it is about.
    pub voice: Option<VoiceId>,
    /// Its words, where the viewer may read them.
    pub words: Option<String>,
    /// How many photos and files hang on it.
    pub files: i64,
    /// The side of who wrote it.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let written = Written::from_row(row)?;
        Ok(Self {
            id: EntryId::from_uuid(written.record),
            written,
            body: row.take()?,
            there: row.take()?,
            voice: row.take()?,
            words: row.take()?,
            files: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
        })
    }
}

macro_rules! entries {
    ($rest:literal) => {
        written!(
            "diary_entries",
            "told_of",
            "x.body, x.there, w.id, w.words, (SELECT COUNT(*) FROM attachments a WHERE a.town = x.town \
             AND a.record_kind = 'entry' AND a.record = x.id AND a.withdrawn_at IS NULL), x.side, x.written_at",
            concat!(
                " LEFT JOIN voices w ON w.town = x.town AND w.id = x.voice AND w.challenge = t.challenge AND ",
                visible!("w", dialogue = "w.dialogue", challenge = "w.challenge")
            ),
            $rest
        )
    };
}

const FIND: &str = entries!(" AND x.id = $4");
const NEWEST: &str = entries!(
    " AND x.town = $4 AND x.trial = $5 AND (x.told_of, x.id) < ($6, $7) ORDER BY x.told_of DESC, x.id DESC LIMIT $8"
);

/// How many entries a trial's page shows.
pub const FEW: i64 = 3;

/// One entry, if the viewer may have what is counted in its trial.
pub async fn find(tx: &mut ReadTx, id: EntryId) -> Result<Option<Entry>> {
    tx.seen_one(FIND, params![id]).await
}

/// The diary of a trial, the newest day first.
pub async fn list(tx: &mut ReadTx, row: &Trial, after: Option<&Cursor>) -> Result<Page<Entry>> {
    Ok(page(newest(tx, NEWEST, row, after, ROWS + 1).await?))
}

/// The newest few entries, and one more where there are more.
pub async fn few(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Entry>> {
    newest(tx, NEWEST, row, None, FEW + 1).await
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

impl Recorded for Entry {
    type New<'a> = NewEntry<'a>;
    const ANEW: &'static str = anew!("diary_entries", "told_of = $5, body = $6, there = $7, voice = $8");
    const TAKEN_BACK: &'static str = taken_back!("diary_entries");
    const VERBS: [&'static str; 2] = ["retold", "untold"];

    fn written(&self) -> &Written {
        &self.written
    }

    fn stands(&self) -> Stood<'_> {
        Stood {
            words: &self.body,
            detail: &self.there,
            ..Stood::default()
        }
    }

    fn said(&self) -> String {
        self.body.clone()
    }

    fn will_say(&self, new: &NewEntry<'_>) -> String {
        new.body.to_owned()
    }

    fn values<'a>(new: &'a NewEntry<'_>) -> Values<'a> {
        Values(params![new.day, new.body, new.there, new.voice].to_vec())
    }
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
