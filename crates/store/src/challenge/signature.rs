//! Signatures under wordings; who signed is read with the circle. A newer wording un-signs by being newer: nothing is deleted for it.

use domain::Coded;

use super::{Author, Challenge, note};
use crate::{Result, WriteTx, value::params};

const SIGN: &str = "INSERT INTO signatures (town, challenge, number, seat, person, side, signed_at, of_town) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
const UNSIGN: &str =
    "DELETE FROM signatures WHERE town = $1 AND challenge = $2 AND number = $3 AND seat = $4";

/// Signs the current wording for the viewer's town, or for the partners.
pub async fn sign(tx: &mut WriteTx, challenge: &Challenge) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let values = params![
        challenge.town,
        challenge.id,
        challenge.revision,
        author.seat,
        author.person,
        author.side.code(),
        now,
        author.town
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
