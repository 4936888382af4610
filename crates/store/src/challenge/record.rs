//! What a challenge's page shows of its record in one query: dialogues, voices, adaptations, trials, reflections, the
//! newest of each that the viewer may see.

use domain::{Coded, MunicipalityCode, Timestamp, audience::Audience, id::ChallengeId};
use uuid::Uuid;

use crate::{
    Error, ReadTx, Result,
    scope::visible,
    value::{FromRow, Row, params},
};

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryKind {
    /// 対話; `detail` is its kind.
    Dialogue,
    /// 肉声; `title` is the words, `detail` who spoke.
    Voice,
    /// 作り変え; `detail` is its standing.
    Adaptation,
    /// 試行; `detail` is the day it was concluded, or empty.
    Trial,
    /// ふりかえり; `title` is the next question, `detail` how it goes on.
    Reflection,
    /// 調達の手続き foreseen or under way; `detail` is its state.
    Procurement,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// A word more; see [`EntryKind`].
    pub detail: String,
    /// To whom it is open.
    pub audience: Audience,
    /// The day it is about, as ISO text, where it has one.
    pub day: String,
    /// When it was written.
    pub at: Timestamp,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let kind = match row.take::<String>()?.as_str() {
            "dialogue" => EntryKind::Dialogue,
            "voice" => EntryKind::Voice,
            "adaptation" => EntryKind::Adaptation,
            "trial" => EntryKind::Trial,
            "reflection" => EntryKind::Reflection,
            "procurement" => EntryKind::Procurement,
            other => return Err(Error::Internal(format!("an entry of kind {other}"))),
        };
        Ok(Self {
            kind,
            id: row.take()?,
            title: row.take()?,
            detail: row.take()?,
            audience: Audience::parse(&row.take::<String>()?)
                .ok_or_else(|| Error::Internal("an audience that is none".to_owned()))?,
            day: row.take()?,
            at: row.take()?,
        })
    }
}

const RECORD: &str = concat!(
    "SELECT k.* FROM (SELECT 'dialogue' AS kind, d.id AS id, d.title AS title, d.kind AS detail, \
     d.audience AS audience, d.held_on AS day, d.recorded_at AS at \
     FROM dialogues d WHERE d.town = $4 AND d.challenge = $5 AND ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " ORDER BY d.held_on DESC, d.id DESC LIMIT 20) k UNION ALL SELECT k.* FROM (\
     SELECT 'voice', v.id, v.words, v.speaker, v.audience, '', v.recorded_at \
     FROM voices v WHERE v.town = $4 AND v.challenge = $5 AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
    " ORDER BY v.id DESC LIMIT 12) k UNION ALL SELECT k.* FROM (\
     SELECT 'adaptation', a.id, a.title, a.standing, r.audience, '', r.written_at \
     FROM adaptations a JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.id AND r.number = \
     (SELECT MAX(x.number) FROM adaptation_revisions x WHERE x.town = a.town AND x.adaptation = a.id AND ",
    visible!("x", dialogue = "NULL", challenge = "$5"),
    ") WHERE a.town = $4 AND a.challenge = $5 ORDER BY a.id DESC LIMIT 20) k UNION ALL SELECT k.* FROM (\
     SELECT 'trial', t.id, t.title, COALESCE(t.concluded_on, ''), t.audience, t.begins, t.made_at \
     FROM trials t WHERE t.town = $4 AND t.challenge = $5 AND ",
    visible!("t", dialogue = "NULL", challenge = "t.challenge"),
    " ORDER BY t.id DESC LIMIT 20) k UNION ALL SELECT k.* FROM (\
     SELECT 'reflection', f.id, f.next_question, f.onward, f.audience, '', f.written_at \
     FROM reflections f WHERE f.town = $4 AND f.challenge = $5 AND f.settled_at IS NOT NULL AND ",
    visible!("f", dialogue = "NULL", challenge = "f.challenge"),
    " ORDER BY f.id DESC LIMIT 20) k UNION ALL SELECT k.* FROM (\
     SELECT 'procurement', w.id, w.purpose, w.state, w.audience, '', w.written_at \
     FROM procurements w WHERE w.town = $4 AND w.challenge = $5 AND w.state IN ('foreseen', 'announced') \
     AND (w.town = $1 OR ",
    visible!("w", dialogue = "NULL", challenge = "w.challenge"),
    ") ORDER BY w.id DESC LIMIT 5) k ORDER BY 7 DESC, 2 DESC"
);

/// The newest entries of a challenge's record the viewer may see, at most 20 of a kind.
pub async fn record(tx: &mut ReadTx, town: MunicipalityCode, id: ChallengeId) -> Result<Vec<Entry>> {
    tx.seen(RECORD, params![town, id]).await
}
