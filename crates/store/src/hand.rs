//! Hands raised for opening pieces of a challenge's record: a piece opens when a hand of every party is up.
//!
//! Events of kind `challenge`: `raised` and `lowered` (after: kind and audience of the piece), `opened_piece` when the
//! last hand opened it.

use domain::{
    Coded, Timestamp,
    audience::Audience,
    challenge::{Hand, Piece, opened_to},
    id::SeatId,
    joint::Party,
};
use uuid::Uuid;

use crate::{
    ReadTx, Result, WriteTx,
    challenge::{Author, Challenge, note, shelf},
    circle, joint,
    value::{FromRow, Row, params},
};

/// Which piece: its kind, the id of its record and its revision (0 where it has none).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PieceKey {
    /// The kind.
    pub kind: Piece,
    /// The challenge's id for a wording, else the id of the adaptation, trial, reflection or context.
    pub id: Uuid,
    /// The revision; 0 for trials and reflections.
    pub number: i64,
}

/// A piece with what it says of itself.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which.
    pub key: PieceKey,
    /// Its title.
    pub title: String,
    /// To whom it is open now.
    pub audience: Audience,
    /// When it was written.
    pub at: Timestamp,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            key: PieceKey {
                kind: row.code()?,
                id: row.take()?,
                number: row.take()?,
            },
            title: row.take()?,
            audience: row.code()?,
            at: row.take()?,
        })
    }
}

const PIECES: &str = "SELECT k.kind, k.id, k.number, k.title, k.audience, k.at FROM (\
    SELECT 'wording' AS kind, challenge AS id, number, title, audience, written_at AS at FROM challenge_revisions \
    WHERE town = $1 AND challenge = $2 \
    UNION ALL SELECT 'adaptation', r.adaptation, r.number, a.title, r.audience, r.written_at FROM adaptations a \
    JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.id WHERE a.town = $1 AND a.challenge = $2 \
    UNION ALL SELECT 'trial', id, 0, title, audience, made_at FROM trials WHERE town = $1 AND challenge = $2 \
    UNION ALL SELECT 'reflection', id, 0, next_question, audience, written_at FROM reflections \
    WHERE town = $1 AND challenge = $2 AND settled_at IS NOT NULL \
    UNION ALL SELECT 'context', x.id, x.number, m.name, x.audience, x.written_at FROM town_contexts x \
    JOIN municipalities m ON m.code = x.of_town WHERE x.town = $1 AND x.challenge = $2) k ORDER BY k.at DESC, k.id, k.number DESC LIMIT 100";

/// The pieces of a challenge in whose circle the viewer sits, newest first, at most 100. A reflection is a piece once both
/// sides settled its text.
pub async fn pieces(tx: &mut ReadTx, challenge: &Challenge) -> Result<Vec<Line>> {
    tx.all(PIECES, params![challenge.town, challenge.id]).await
}

/// A hand that is up.
#[derive(Clone, Debug)]
pub struct Raised {
    /// For which piece.
    pub key: PieceKey,
    /// How far it would open it.
    pub audience: Audience,
    /// Whose.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// For whom.
    pub party: Party,
}

impl FromRow for Raised {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            key: PieceKey {
                kind: row.code()?,
                id: row.take()?,
                number: row.take()?,
            },
            audience: row.code()?,
            seat: row.take()?,
            name: row.take()?,
            party: circle::party(row)?,
        })
    }
}

const LIST: &str = "SELECT h.kind, h.piece, h.number, h.audience, h.seat, p.name, h.side, \
    COALESCE(h.of_town, h.town) FROM hands h \
    JOIN persons p ON p.id = h.person WHERE h.town = $1 AND h.challenge = $2 ORDER BY h.raised_at DESC, h.seat LIMIT 500";
const OF_PIECE: &str = "SELECT h.kind, h.piece, h.number, h.audience, h.seat, p.name, h.side, \
    COALESCE(h.of_town, h.town) FROM hands h \
    JOIN persons p ON p.id = h.person WHERE h.town = $1 AND h.challenge = $2 AND h.kind = $3 AND h.piece = $4 \
    AND h.number = $5 ORDER BY h.raised_at, h.seat LIMIT 200";

/// The hands up for the pieces of a challenge in whose circle the viewer sits.
pub async fn list(tx: &mut ReadTx, challenge: &Challenge) -> Result<Vec<Raised>> {
    tx.all(LIST, params![challenge.town, challenge.id]).await
}

const RAISE: &str = "INSERT INTO hands (town, challenge, kind, piece, number, audience, seat, person, side, raised_at, \
    of_town) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
const LOWER: &str = "DELETE FROM hands WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 AND number = $5 \
    AND seat = $6";

/// Raises the viewer's hand for opening a piece to an audience, instead of any hand of theirs that is up for it.
/// Answers the audience the piece has now.
pub async fn raise(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    audience: Audience,
) -> Result<Audience> {
    let (author, now) = (Author::of(tx)?, tx.now());
    lower_only(tx, challenge, key, author.seat).await?;
    let values = params![
        challenge.town,
        challenge.id,
        key.kind.code(),
        key.id,
        key.number,
        audience.code(),
        author.seat,
        author.person,
        author.side.code(),
        now,
        author.town
    ];
    tx.run(RAISE, values).await?;
    let said = format!("{}:{}", key.kind.code(), audience.code());
    note(tx, challenge.town, challenge.id, "raised", None, &said).await?;
    settle(tx, challenge, key).await
}

/// Takes the viewer's hand down. Answers the audience the piece has now.
pub async fn lower(tx: &mut WriteTx, challenge: &Challenge, key: PieceKey) -> Result<Audience> {
    let author = Author::of(tx)?;
    lower_only(tx, challenge, key, author.seat).await?;
    note(
        tx,
        challenge.town,
        challenge.id,
        "lowered",
        Some(key.kind.code()),
        "",
    )
    .await?;
    settle(tx, challenge, key).await
}

async fn lower_only(tx: &mut WriteTx, challenge: &Challenge, key: PieceKey, seat: SeatId) -> Result<()> {
    let values = params![
        challenge.town,
        challenge.id,
        key.kind.code(),
        key.id,
        key.number,
        seat
    ];
    tx.run(LOWER, values).await?;
    Ok(())
}

const OPEN_WORDING: &str = "UPDATE challenge_revisions SET audience = $5 WHERE town = $1 AND challenge = $2 AND $3 = $2 \
    AND number = $4";
const OPEN_ADAPTATION: &str = "UPDATE adaptation_revisions SET audience = $5 WHERE town = $1 AND adaptation = $3 \
    AND number = $4 AND EXISTS (SELECT 1 FROM adaptations a WHERE a.town = $1 AND a.id = $3 AND a.challenge = $2)";
const OPEN_TRIAL: &str =
    "UPDATE trials SET audience = $5 WHERE town = $1 AND challenge = $2 AND id = $3 AND $4 = 0";
const OPEN_CONTEXT: &str =
    "UPDATE town_contexts SET audience = $5 WHERE town = $1 AND challenge = $2 AND id = $3 AND number = $4";
const OPEN_REFLECTION: &str = "UPDATE reflections SET audience = $5 WHERE town = $1 AND challenge = $2 AND id = $3 AND $4 = 0 \
     AND settled_at IS NOT NULL";
// The codes of audiences are no order; the widest is found by asking for each.
const OPEN_CHALLENGE: &str = "UPDATE challenges SET changed_at = $3, audience = CASE \
    WHEN EXISTS (SELECT 1 FROM challenge_revisions r WHERE r.town = $1 AND r.challenge = $2 AND r.audience = 'public') \
    THEN 'public' \
    WHEN EXISTS (SELECT 1 FROM challenge_revisions r WHERE r.town = $1 AND r.challenge = $2 AND r.audience = 'network') \
    THEN 'network' ELSE 'circle' END WHERE town = $1 AND id = $2";

/// Gives a piece the audience its hands add up to, and its challenge the widest of its wordings.
async fn settle(tx: &mut WriteTx, challenge: &Challenge, key: PieceKey) -> Result<Audience> {
    let of_piece = params![challenge.town, challenge.id, key.kind.code(), key.id, key.number];
    let raised: Vec<Raised> = tx.all(OF_PIECE, of_piece).await?;
    let hands: Vec<Hand> = raised
        .iter()
        .map(|one| Hand {
            party: one.party,
            audience: one.audience,
        })
        .collect();
    let parties = joint::parties(tx, challenge.town, challenge.id).await?;
    let audience = opened_to(&hands, &parties);
    let open = match key.kind {
        Piece::Wording => OPEN_WORDING,
        Piece::Adaptation => OPEN_ADAPTATION,
        Piece::Trial => OPEN_TRIAL,
        Piece::Reflection => OPEN_REFLECTION,
        Piece::Context => OPEN_CONTEXT,
    };
    let values = params![challenge.town, challenge.id, key.id, key.number, audience.code()];
    tx.run(open, values).await?;
    let now = tx.now();
    tx.run(OPEN_CHALLENGE, params![challenge.town, challenge.id, now])
        .await?;
    shelf::follow(tx, challenge.town, challenge.id).await?;
    if audience > Audience::Circle {
        let said = format!("{}:{}", key.kind.code(), audience.code());
        note(tx, challenge.town, challenge.id, "opened_piece", None, &said).await?;
    }
    Ok(audience)
}
