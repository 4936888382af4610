//! Hands raised for opening pieces of a challenge's record, or paragraphs of them: a piece opens as far as the hands of
//! every side reach. What they add up to is written beside the text (`audience`, `opened`), where every reading finds it.
//! A hand is its party's: whoever acts for the party later takes it back, also after a transfer.
//!
//! Events of kind `challenge`: `raised` and `lowered` (after: kind and audience of the piece, and how many paragraphs),
//! `opened_piece` when the last hand opened it or opened it further, `taken_back` when what was open is closed again.

use std::str::FromStr;

use domain::{
    Coded, Timestamp, audience::Audience, challenge::Piece, id::SeatId, joint::Party, paragraph::Place,
};
use uuid::Uuid;

use crate::{
    Cursor, Page, ReadTx, Result, WriteTx,
    challenge::{Author, Challenge, note},
    circle,
    page::ROWS,
    value::{FromRow, Row, params},
};

mod passage;
mod settling;

use settling::settle;

pub(crate) use settling::settle_all;

pub use passage::{Passages, passages};

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

impl PieceKey {
    /// Its name in addresses: `wording.0193….2`.
    pub fn code(&self) -> String {
        format!("{}.{}.{}", self.kind.code(), self.id.simple(), self.number)
    }
}

impl FromStr for PieceKey {
    type Err = ();

    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        let mut cells = code.split('.');
        let mut next = || cells.next().ok_or(());
        let key = Self {
            kind: Piece::parse(next()?).ok_or(())?,
            id: Uuid::try_parse(next()?).map_err(|_| ())?,
            number: next()?.parse().map_err(|_| ())?,
        };
        if next().is_ok() { Err(()) } else { Ok(key) }
    }
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
    /// Whether single paragraphs are open further than the whole.
    pub partial: bool,
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
            partial: row.take()?,
            at: row.take()?,
        })
    }
}

const PIECES: &str = "SELECT k.kind, k.id, k.number, k.title, k.audience, k.opened <> '', k.at FROM (\
    SELECT 'wording' AS kind, challenge AS id, number, title, audience, opened, written_at AS at \
    FROM challenge_revisions WHERE town = $1 AND challenge = $2 \
    UNION ALL SELECT 'adaptation', r.adaptation, r.number, a.title, r.audience, r.opened, r.written_at FROM adaptations a \
    JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.id WHERE a.town = $1 AND a.challenge = $2 \
    UNION ALL SELECT 'trial', id, 0, title, audience, opened, made_at FROM trials WHERE town = $1 AND challenge = $2 \
    UNION ALL SELECT 'reflection', id, 0, next_question, audience, opened, written_at FROM reflections \
    WHERE town = $1 AND challenge = $2 AND settled_at IS NOT NULL \
    UNION ALL SELECT 'context', x.id, x.number, m.name, x.audience, '', x.written_at FROM town_contexts x \
    JOIN municipalities m ON m.code = x.of_town WHERE x.town = $1 AND x.challenge = $2) k WHERE (k.at, k.id) < ($3, $4) \
    ORDER BY k.at DESC, k.id DESC, k.number DESC LIMIT $5";

/// The pieces of a challenge in whose circle the viewer sits, newest first. A reflection is a piece once both
/// sides settled its text.
pub async fn pieces(tx: &mut ReadTx, challenge: &Challenge, after: Option<&Cursor>) -> Result<Page<Line>> {
    let (at, id) = after.map_or((i64::MAX, Uuid::max()), |cursor| {
        (cursor.key.parse().unwrap_or(0), cursor.id)
    });
    let values = params![challenge.town, challenge.id, at, id, ROWS + 1];
    Ok(Page::cut(tx.all(PIECES, values).await?, |one: &Line| Cursor {
        key: one.at.0.to_string(),
        id: one.key.id,
    }))
}

/// A hand that is up.
#[derive(Clone, Debug)]
pub struct Raised {
    /// For which piece.
    pub key: PieceKey,
    /// For which paragraph of it; none for the whole.
    pub place: Option<Place>,
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
            // A place nobody can read is none of the piece's: a hand for it opens nothing.
            place: row
                .take::<Option<String>>()?
                .map(|code| Place::parse(&code).unwrap_or(Place::NOWHERE)),
            audience: row.code()?,
            seat: row.take()?,
            name: row.take()?,
            party: circle::party(row)?,
        })
    }
}

const LIST: &str = "SELECT k.kind, k.piece, k.number, k.place, k.audience, k.seat, p.name, k.side, \
    COALESCE(k.of_town, $1) FROM (\
    SELECT kind, piece, number, NULLIF(kind, kind) AS place, audience, seat, person, side, of_town, raised_at FROM hands \
    WHERE town = $1 AND challenge = $2 UNION ALL \
    SELECT kind, piece, number, MIN(place), audience, seat, person, side, of_town, MIN(raised_at) FROM paragraph_hands \
    WHERE town = $1 AND challenge = $2 GROUP BY kind, piece, number, audience, seat, person, side, of_town) k \
    JOIN persons p ON p.id = k.person ORDER BY k.raised_at DESC, k.seat LIMIT 500";
const OF_PIECE: &str = "SELECT k.kind, k.piece, k.number, k.place, k.audience, k.seat, p.name, k.side, \
    COALESCE(k.of_town, $1) FROM (\
    SELECT kind, piece, number, NULLIF(kind, kind) AS place, audience, seat, person, side, of_town, raised_at FROM hands \
    WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 AND number = $5 UNION ALL \
    SELECT kind, piece, number, place, audience, seat, person, side, of_town, raised_at FROM paragraph_hands \
    WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 AND number = $5) k \
    JOIN persons p ON p.id = k.person ORDER BY k.raised_at, k.seat LIMIT 2000";

/// The hands up for the pieces of a challenge in whose circle the viewer sits. Those of one person for paragraphs of one
/// piece count as one here, with the first of its places.
pub async fn list(tx: &mut ReadTx, challenge: &Challenge) -> Result<Vec<Raised>> {
    tx.all(LIST, params![challenge.town, challenge.id]).await
}

/// The hands up for one piece, the earliest first.
pub async fn of_piece(tx: &mut ReadTx, challenge: &Challenge, key: PieceKey) -> Result<Vec<Raised>> {
    let values = params![challenge.town, challenge.id, key.kind.code(), key.id, key.number];
    tx.all(OF_PIECE, values).await
}

const RAISE: &str = "INSERT INTO hands (town, challenge, kind, piece, number, audience, seat, person, side, raised_at, \
    of_town) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
const RAISE_FOR: &str = "INSERT INTO paragraph_hands (town, challenge, kind, piece, number, place, audience, seat, person, \
    side, raised_at, of_town) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
    ON CONFLICT (town, challenge, kind, piece, number, place, seat) DO UPDATE SET audience = excluded.audience, \
    raised_at = excluded.raised_at";
const REPLACE: &str = "DELETE FROM hands WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 AND number = $5 \
    AND seat = $6";
// The hands of a whole party, whoever raised them: who left the circle takes nothing along.
const LOWER: &str = "DELETE FROM hands WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 AND number = $5 \
    AND side = $6 AND COALESCE(of_town, '') = COALESCE($7, '')";
const LOWER_FOR: &str = "DELETE FROM paragraph_hands WHERE town = $1 AND challenge = $2 AND kind = $3 AND piece = $4 \
    AND number = $5 AND side = $6 AND COALESCE(of_town, '') = COALESCE($7, '') AND ($8 = '' OR place = $8)";

/// Raises the viewer's hand for opening a whole piece to an audience. A hand of theirs that reaches further stays as it is:
/// raising never closes, taking back does. Answers the audience the piece has now.
pub async fn raise(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    audience: Audience,
) -> Result<Audience> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let raised = of_piece(tx, challenge, key).await?;
    let audience = audience.max(own_reach(&raised, None, author.seat));
    let before = params![
        challenge.town,
        challenge.id,
        key.kind.code(),
        key.id,
        key.number,
        author.seat
    ];
    tx.run(REPLACE, before).await?;
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
    settle(tx, challenge, key, None).await
}

/// How far a hand of one seat for a paragraph, or for the whole, reaches already; the circle where none is up.
fn own_reach(raised: &[Raised], place: Option<Place>, seat: SeatId) -> Audience {
    let own = raised.iter().filter(|one| one.seat == seat && one.place == place);
    own.map(|one| one.audience).max().unwrap_or(Audience::Circle)
}

/// Raises the viewer's hand for some paragraphs of a piece, which the caller found among its passages. Answers the
/// audience the piece has now: the widest of its paragraphs.
pub async fn raise_for(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    places: &[Place],
    audience: Audience,
) -> Result<Audience> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let raised = of_piece(tx, challenge, key).await?;
    for place in places {
        let reach = audience.max(own_reach(&raised, Some(*place), author.seat));
        let values = params![
            challenge.town,
            challenge.id,
            key.kind.code(),
            key.id,
            key.number,
            place.code(),
            reach.code(),
            author.seat,
            author.person,
            author.side.code(),
            now,
            author.town
        ];
        tx.run(RAISE_FOR, values).await?;
    }
    let said = format!("{}:{}:{}", key.kind.code(), audience.code(), places.len());
    note(tx, challenge.town, challenge.id, "raised", None, &said).await?;
    settle(tx, challenge, key, None).await
}

/// Takes every hand of the viewer's party for a piece down, for the whole and for paragraphs. Answers the audience the
/// piece has now.
pub async fn lower(tx: &mut WriteTx, challenge: &Challenge, key: PieceKey) -> Result<Audience> {
    let author = Author::of(tx)?;
    let values = params![
        challenge.town,
        challenge.id,
        key.kind.code(),
        key.id,
        key.number,
        author.side.code(),
        author.town
    ];
    let lowered = tx.run(LOWER, values).await? + lower_paragraph(tx, challenge, key, &author, "").await?;
    let said = key.kind.code();
    note(tx, challenge.town, challenge.id, "lowered", Some(said), "").await?;
    settle(tx, challenge, key, who_lowered(challenge, &author, lowered)).await
}

/// Takes the hands of the viewer's party down for some paragraphs. Answers the audience the piece has now.
pub async fn lower_for(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    places: &[Place],
) -> Result<Audience> {
    let author = Author::of(tx)?;
    let mut lowered = 0;
    for place in places {
        lowered += lower_paragraph(tx, challenge, key, &author, &place.code()).await?;
    }
    let said = format!("{}:{}", key.kind.code(), places.len());
    note(tx, challenge.town, challenge.id, "lowered", Some(&said), "").await?;
    settle(tx, challenge, key, who_lowered(challenge, &author, lowered)).await
}

/// Whose hands went down: nobody's where none was up, and nothing closes for that.
fn who_lowered(challenge: &Challenge, author: &Author, lowered: u64) -> Option<Party> {
    (lowered > 0).then(|| Party::of(author.side, author.town.unwrap_or(challenge.town)))
}

async fn lower_paragraph(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    author: &Author,
    place: &str,
) -> Result<u64> {
    let values = params![
        challenge.town,
        challenge.id,
        key.kind.code(),
        key.id,
        key.number,
        author.side.code(),
        author.town,
        place
    ];
    tx.run(LOWER_FOR, values).await
}
