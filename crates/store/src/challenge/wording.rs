//! Wordings of a challenge: every one is kept.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    audience::Audience,
    id::{ChallengeId, DialogueId, VoiceId},
    viewer::Side,
};

use super::{Author, NewWording};
use crate::{
    ReadTx, Result, WriteTx,
    scope::visible,
    value::{FromRow, Row, params},
};

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
    pub dialogue: Option<DialogueId>,
    /// The voice that was the reason.
    pub voice: Option<VoiceId>,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
}

impl FromRow for Revision {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            title: row.take()?,
            purpose: row.take()?,
            gains: row.take()?,
            wording: row.take()?,
            because: row.take()?,
            dialogue: row.take()?,
            voice: row.take()?,
            author: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            audience: row.code()?,
        })
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
        "SELECT r.number, r.title, r.purpose, r.gains, r.wording, r.because, r.dialogue, r.voice, p.name, r.side, \
         r.written_at, r.audience FROM challenge_revisions r JOIN persons p ON p.id = r.author \
         WHERE r.town = $4 AND r.challenge = $5 AND "
    };
}

const LIST: &str = concat!(
    revision_columns!(),
    visible!("r", dialogue = "NULL", challenge = "r.challenge"),
    " AND r.number < $6 ORDER BY r.number DESC LIMIT 50"
);
const FIND: &str = concat!(
    revision_columns!(),
    visible!("r", dialogue = "NULL", challenge = "r.challenge"),
    " AND r.number = $6"
);

/// The wordings the viewer may read, newest first, at most 50 below `before`.
pub async fn revisions(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    before: Option<i64>,
) -> Result<Vec<Revision>> {
    tx.seen(LIST, params![town, challenge, before.unwrap_or(i64::MAX)])
        .await
}

/// One wording, if the viewer may read it.
pub async fn revision(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    number: i64,
) -> Result<Option<Revision>> {
    tx.seen_one(FIND, params![town, challenge, number]).await
}
