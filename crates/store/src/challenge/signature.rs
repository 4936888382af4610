//! Signatures under wordings. A newer wording un-signs by being newer: nothing is deleted for it.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    challenge::Signature,
    id::{ChallengeId, SeatId},
    viewer::Side,
};

use super::{Author, Challenge, note};
use crate::{
    ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

/// A signature under a wording.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The wording.
    pub number: i64,
    /// Whose.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// Their side.
    pub side: Side,
    /// When.
    pub at: Timestamp,
}

impl Signed {
    /// As the domain looks at it.
    pub const fn signature(&self) -> Signature {
        Signature {
            number: self.number,
            side: self.side,
        }
    }
}

impl FromRow for Signed {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            seat: row.take()?,
            name: row.take()?,
            side: row.code()?,
            at: row.take()?,
        })
    }
}

const SIGNATURES: &str = "SELECT s.number, s.seat, p.name, s.side, s.signed_at FROM signatures s \
    JOIN persons p ON p.id = s.person WHERE s.town = $1 AND s.challenge = $2 AND s.number = $3 \
    ORDER BY s.signed_at, s.seat LIMIT 50";
const SIGN: &str = "INSERT INTO signatures (town, challenge, number, seat, person, side, signed_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
const UNSIGN: &str =
    "DELETE FROM signatures WHERE town = $1 AND challenge = $2 AND number = $3 AND seat = $4";

/// The signatures under one wording of a challenge the viewer was shown.
pub async fn signatures(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    id: ChallengeId,
    number: i64,
) -> Result<Vec<Signed>> {
    tx.all(SIGNATURES, params![town, id, number]).await
}

/// Signs the current wording for the viewer's side.
pub async fn sign(tx: &mut WriteTx, challenge: &Challenge) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let values = params![
        challenge.town,
        challenge.id,
        challenge.revision,
        author.seat,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(SIGN, values).await?;
    note(tx, challenge.town, challenge.id, "signed", None, &challenge.title).await
}

/// Takes the viewer's own signature back.
pub async fn unsign(tx: &mut WriteTx, challenge: &Challenge) -> Result<()> {
    let author = Author::of(tx)?;
    let values = params![challenge.town, challenge.id, challenge.revision, author.seat];
    tx.run(UNSIGN, values).await?;
    note(
        tx,
        challenge.town,
        challenge.id,
        "unsigned",
        Some(&challenge.title),
        "",
    )
    .await
}
