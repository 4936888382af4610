//! ふりかえり: rows and SQL.
//!
//! Events of kind `reflection`: `written` (after: the next question).

use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    audience::Audience,
    event::{Change, RecordKind},
    id::{ChallengeId, ReflectionId, TrialId},
    reflection::Onward,
    viewer::Side,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    scope::visible,
    trial::Trial,
    value::{FromRow, Row, params},
};

/// A reflection.
#[derive(Clone, Debug)]
pub struct Reflection {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: ReflectionId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The trial it looks back on.
    pub trial: TrialId,
    /// The round it closes.
    pub round: i64,
    /// What was learnt; Markdown.
    pub learnt: String,
    /// The question it leaves.
    pub next_question: String,
    /// How it goes on.
    pub onward: Onward,
    /// A rest's last day.
    pub until: Option<Day>,
    /// 町の日常になった.
    pub everyday: bool,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
}

impl FromRow for Reflection {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            challenge: row.take()?,
            trial: row.take()?,
            round: row.take()?,
            learnt: row.take()?,
            next_question: row.take()?,
            onward: row.code()?,
            until: row.take()?,
            everyday: row.take()?,
            author: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            audience: row.code()?,
        })
    }
}

const FIND: &str = concat!(
    "SELECT f.town, f.id, f.challenge, f.trial, f.round, f.learnt, f.next_question, f.onward, f.until, f.everyday, \
     p.name, f.side, f.written_at, f.audience FROM reflections f JOIN persons p ON p.id = f.author WHERE f.id = $4 AND ",
    visible!("f", dialogue = "NULL", challenge = "f.challenge")
);

/// One reflection, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: ReflectionId) -> Result<Option<Reflection>> {
    tx.seen_one(FIND, params![id]).await
}

/// A reflection as it is written.
#[derive(Clone, Debug)]
pub struct NewReflection<'a> {
    /// The round it closes.
    pub round: i64,
    /// What was learnt; Markdown.
    pub learnt: &'a str,
    /// The question it leaves.
    pub next_question: &'a str,
    /// How it goes on.
    pub onward: Onward,
    /// A rest's last day.
    pub until: Option<Day>,
    /// 町の日常になった.
    pub everyday: bool,
}

const INSERT: &str = "INSERT INTO reflections (town, id, challenge, trial, round, learnt, next_question, onward, until, \
    everyday, author, side, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Writes a reflection on a trial. Where the challenge goes is the caller's to write.
pub async fn insert(tx: &mut WriteTx, on: &Trial, new: &NewReflection<'_>) -> Result<ReflectionId> {
    let (id, now, author) = (ReflectionId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let values = params![
        on.town,
        id,
        on.challenge,
        on.id,
        new.round,
        new.learnt,
        new.next_question,
        new.onward.code(),
        new.until,
        new.everyday,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    let change = Change::new(RecordKind::Reflection, id, "written")
        .of_town(on.town)
        .to(new.next_question.to_owned());
    tx.note(change).await?;
    Ok(id)
}
