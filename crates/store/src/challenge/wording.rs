//! Wordings of a challenge: every one is kept.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    audience::Audience,
    id::{ChallengeId, DialogueId, VoiceId},
    paragraph::{Field, LeftOut},
    viewer::Side,
};

use super::{Author, NewWording};
use crate::{
    ReadTx, Result, WriteTx,
    scope::{curtain, seen_from, visible},
    value::{FromColumn, FromRow, Row, params},
};

/// The reason for a wording: which record it is, and what it says if the viewer may read it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cause<I> {
    /// The record.
    pub id: I,
    /// The title of the dialogue or the words of the voice; `None` for what the viewer may not see.
    pub said: Option<String>,
}

fn cause<I: FromColumn>(row: &mut Row<'_>) -> Result<Option<Cause<I>>> {
    let id: Option<I> = row.take()?;
    let said: Option<String> = row.take()?;
    Ok(id.map(|id| Cause { id, said }))
}

/// One wording.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its number, from 1.
    pub number: i64,
    /// The title.
    pub title: String,
    /// めざす姿.
    pub purpose: String,
    /// Who among the residents gains what.
    pub gains: String,
    /// The challenge in words; Markdown.
    pub wording: String,
    /// Why it was worded anew; may be empty.
    pub because: String,
    /// The dialogue that was the reason.
    pub dialogue: Option<Cause<DialogueId>>,
    /// The voice that was the reason.
    pub voice: Option<Cause<VoiceId>>,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
    /// Where paragraphs are not for the viewer.
    pub left_out: LeftOut,
}

impl FromRow for Revision {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let mut one = Self {
            number: row.take()?,
            title: row.take()?,
            purpose: row.take()?,
            gains: row.take()?,
            wording: row.take()?,
            because: row.take()?,
            dialogue: cause(row)?,
            voice: cause(row)?,
            author: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            audience: row.code()?,
            left_out: LeftOut::default(),
        };
        let mut curtain = curtain(row)?;
        one.gains = curtain.through(Field::Gains, 0, one.gains);
        one.wording = curtain.through(Field::Wording, 0, one.wording);
        one.because = curtain.through(Field::Because, 0, one.because);
        one.left_out = curtain.left_out();
        Ok(one)
    }
}

const INSERT: &str = "INSERT INTO challenge_revisions (town, challenge, number, title, purpose, gains, wording, because, \
    dialogue, voice, author, side, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

pub(super) async fn insert(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    number: i64,
    new: &NewWording<'_>,
    author: &Author,
) -> Result<()> {
    let now = tx.now();
    let values = params![
        town,
        challenge,
        number,
        new.title,
        new.purpose,
        new.gains,
        new.wording,
        new.because,
        new.dialogue,
        new.voice,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    Ok(())
}

macro_rules! revision_columns {
    () => {
        concat!(
            "SELECT r.number, r.title, r.purpose, r.gains, r.wording, r.because, r.dialogue, d.title, r.voice, v.words, \
             p.name, r.side, r.written_at, r.audience, r.opened, ",
            seen_from!("r", "r.challenge"),
            " FROM challenge_revisions r JOIN persons p ON p.id = r.author \
             LEFT JOIN dialogues d ON d.town = r.town AND d.id = r.dialogue AND ",
            visible!("d", dialogue = "d.id", challenge = "d.challenge"),
            " LEFT JOIN voices v ON v.town = r.town AND v.id = r.voice AND ",
            visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
            " WHERE r.town = $4 AND r.challenge = $5 AND "
        )
    };
}

const LIST: &str = concat!(
    revision_columns!(),
    visible!("r", dialogue = "NULL", challenge = "r.challenge"),
    " AND r.number < $6 ORDER BY r.number DESC LIMIT $7"
);
const PAIR: &str = concat!(
    revision_columns!(),
    visible!("r", dialogue = "NULL", challenge = "r.challenge"),
    " AND (r.number = $6 OR r.number = $7) ORDER BY r.number"
);
const NUMBERS: &str = concat!(
    "SELECT r.number FROM challenge_revisions r WHERE r.town = $4 AND r.challenge = $5 AND ",
    visible!("r", dialogue = "NULL", challenge = "r.challenge"),
    " ORDER BY r.number DESC LIMIT 200"
);

/// How many wordings a page of them shows.
pub const SHOWN: i64 = 20;

/// The wordings the viewer may read, newest first, at most [`SHOWN`] below `before`, and the number below which the next
/// page begins.
pub async fn revisions(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    before: Option<i64>,
) -> Result<(Vec<Revision>, Option<i64>)> {
    let values = params![town, challenge, before.unwrap_or(i64::MAX), SHOWN + 1];
    let mut rows: Vec<Revision> = tx.seen(LIST, values).await?;
    let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    let next = if more {
        rows.last().map(|one| one.number)
    } else {
        None
    };
    Ok((rows, next))
}

/// Two wordings, the older first, if the viewer may read both.
pub async fn two_revisions(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    (one, other): (i64, i64),
) -> Result<Option<(Revision, Revision)>> {
    let found: Vec<Revision> = tx.seen(PAIR, params![town, challenge, one, other]).await?;
    let mut found = found.into_iter();
    Ok(match (found.next(), found.next()) {
        (Some(older), Some(newer)) => Some((older, newer)),
        (Some(only), None) if one == other => Some((only.clone(), only)),
        _ => None,
    })
}

/// The numbers of the wordings the viewer may read, the newest first, at most 200.
pub async fn revision_numbers(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
) -> Result<Vec<i64>> {
    tx.seen(NUMBERS, params![town, challenge]).await
}
