//! What is open to everyone, in the order it became so: what feeds list. A piece that is taken back has no row here, so
//! no feed keeps a trace of it.

use domain::{
    Coded, Id, MunicipalityCode, Timestamp,
    audience::Audience,
    challenge::Piece,
    correction::Remark,
    id::{ChallengeId, CorrectionId},
    paragraph::{Curtain, Field, Opened},
};
use uuid::Uuid;

use crate::{
    Cursor, Page, ReadTx, Result, WriteTx,
    challenge::Challenge,
    hand::PieceKey,
    page::ROWS,
    value::{FromRow, Row, params},
};

const TOUCH: &str = "UPDATE publications SET changed_at = $6 WHERE town = $1 AND challenge = $2 AND kind = $3 \
    AND piece = $4 AND number = $5 AND correction IS NULL";
const INSERT: &str = "INSERT INTO publications (town, id, challenge, kind, piece, number, correction, published_at, \
    changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
const DELETE: &str = "DELETE FROM publications WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 \
    AND number = $5 AND correction IS NULL";

/// Lists a piece that is public now, or no longer lists one that is not. Its note is the caller's.
pub(crate) async fn settle(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    public: bool,
) -> Result<()> {
    // What a town says of its own situation stands on the challenge's page, and is no entry of its own.
    if key.kind == Piece::Context {
        return Ok(());
    }
    let (id, now) = (Id::<()>::new(tx.moment()), tx.now());
    let (town, of) = (challenge.town, challenge.id);
    if !public {
        let values = params![town, of, key.kind.code(), key.id, key.number];
        tx.run(DELETE, values).await?;
        return Ok(());
    }
    let values = params![town, of, key.kind.code(), key.id, key.number, now];
    if tx.run(TOUCH, values).await? == 0 {
        let none = None::<CorrectionId>;
        let values = params![town, id, of, key.kind.code(), key.id, key.number, none, now];
        tx.run(INSERT, values).await?;
    }
    Ok(())
}

/// Lists a correction. Its note is the caller's.
pub(crate) async fn insert_correction(
    tx: &mut WriteTx,
    (town, challenge): (MunicipalityCode, ChallengeId),
    key: PieceKey,
    correction: CorrectionId,
) -> Result<()> {
    let (id, now) = (Id::<()>::new(tx.moment()), tx.now());
    let values = params![
        town,
        id,
        challenge,
        key.kind.code(),
        key.id,
        key.number,
        correction,
        now
    ];
    tx.run(INSERT, values).await?;
    Ok(())
}

/// Something published.
#[derive(Clone, Debug)]
pub struct Published {
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The piece.
    pub key: PieceKey,
    /// The piece's title.
    pub title: String,
    /// As much of its text as is open to everyone; for a correction its words. Markdown.
    pub text: String,
    /// For a correction: its id, what kind of remark it is, and why it was made.
    pub correction: Option<(CorrectionId, Remark, String)>,
    /// When it became public first.
    pub published_at: Timestamp,
    /// When what is public of it last changed.
    pub changed_at: Timestamp,
    row: Uuid,
}

impl FromRow for Published {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (town, town_name, challenge) = (row.take()?, row.take()?, row.take()?);
        let key = PieceKey {
            kind: row.code()?,
            id: row.take()?,
            number: row.take()?,
        };
        let (title, text): (_, String) = (row.take()?, row.take()?);
        let opened = Opened::parse(&row.take::<String>()?);
        let field = match key.kind {
            // The purpose of a wording is part of its summary.
            Piece::Wording | Piece::Context => None,
            Piece::Adaptation => Some(Field::Summary),
            Piece::Trial => Some(Field::What),
            Piece::Reflection => Some(Field::Learnt),
        };
        let text = match field {
            None => text,
            Some(field) => Curtain::new(opened, Audience::Public).through(field, 0, text),
        };
        let (published_at, changed_at, id) = (row.take()?, row.take()?, row.take()?);
        let correction: Option<CorrectionId> = row.take()?;
        let (remark, words, reason): (String, String, String) = (row.take()?, row.take()?, row.take()?);
        let correction = correction
            .zip(Remark::parse(&remark))
            .map(|(id, remark)| (id, remark, reason));
        Ok(Self {
            town,
            town_name,
            challenge,
            key,
            title,
            text: if correction.is_some() { words } else { text },
            correction,
            published_at,
            changed_at,
            row: id,
        })
    }
}

/// What is listed stands open in its own row too: the list alone opens nothing.
macro_rules! published {
    ($where:literal) => {
        concat!(
            "SELECT k.town, t.name, k.challenge, k.kind, k.piece, k.number, \
             COALESCE(w.title, a.title, i.title, f.next_question, ''), \
             COALESCE(w.purpose, r.summary, i.what, f.learnt, ''), \
             COALESCE(w.opened, r.opened, i.opened, f.opened, ''), k.published_at, k.changed_at, k.id, \
             x.id, COALESCE(x.remark, ''), COALESCE(x.words, ''), COALESCE(x.reason, '') \
             FROM publications k JOIN municipalities t ON t.code = k.town \
             LEFT JOIN challenge_revisions w ON k.kind = 'wording' AND w.town = k.town AND w.challenge = k.piece \
             AND w.number = k.number AND w.audience = 'public' \
             LEFT JOIN adaptation_revisions r ON k.kind = 'adaptation' AND r.town = k.town AND r.adaptation = k.piece \
             AND r.number = k.number AND r.audience = 'public' \
             LEFT JOIN adaptations a ON a.town = r.town AND a.id = r.adaptation \
             LEFT JOIN trials i ON k.kind = 'trial' AND i.town = k.town AND i.id = k.piece AND i.audience = 'public' \
             LEFT JOIN reflections f ON k.kind = 'reflection' AND f.town = k.town AND f.id = k.piece \
             AND f.audience = 'public' \
             LEFT JOIN corrections x ON x.town = k.town AND x.id = k.correction \
             WHERE ",
            $where,
            " AND (k.changed_at, k.id) < ($1, $2) AND COALESCE(w.title, a.title, i.title, f.next_question) IS NOT NULL \
             ORDER BY k.changed_at DESC, k.id DESC LIMIT $3"
        )
    };
}

const ALL: &str = published!("k.changed_at > 0");
const OF_TOWN: &str = published!("k.town = $4");
const OF_CHALLENGE: &str = published!("k.town = $4 AND k.challenge = $5");

/// Of what a list of publications is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// Everything here.
    All,
    /// One town's.
    Town(MunicipalityCode),
    /// One challenge's.
    Challenge(MunicipalityCode, ChallengeId),
}

/// What everyone may read, the latest changed first.
pub async fn list(tx: &mut ReadTx, of: Of, after: Option<&Cursor>) -> Result<Page<Published>> {
    let (at, id) = after.map_or((i64::MAX, Uuid::max()), |cursor| {
        (cursor.key.parse().unwrap_or(0), cursor.id)
    });
    let rows: Vec<Published> = match of {
        Of::All => tx.all(ALL, params![at, id, ROWS + 1]).await?,
        Of::Town(town) => tx.all(OF_TOWN, params![at, id, ROWS + 1, town]).await?,
        Of::Challenge(town, of) => tx.all(OF_CHALLENGE, params![at, id, ROWS + 1, town, of]).await?,
    };
    Ok(Page::cut(rows, |one| Cursor {
        key: one.changed_at.0.to_string(),
        id: one.row,
    }))
}
