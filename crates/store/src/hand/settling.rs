//! What the hands of a piece add up to, written beside its text.

use domain::{
    Coded, MunicipalityCode,
    audience::Audience,
    challenge::{Hand, Piece},
    joint::Party,
    paragraph::{Opened, RaisedFor},
};

use super::{Passages, PieceKey, of_piece, passages};
use crate::{
    Result, WriteTx,
    challenge::{Challenge, note, shelf},
    joint, publication,
    value::{FromRow, Row, params},
};

const OPEN_WORDING: &str = "UPDATE challenge_revisions SET audience = $5, opened = $6 WHERE town = $1 AND challenge = $2 AND $3 = $2 \
    AND number = $4";
const OPEN_ADAPTATION: &str = "UPDATE adaptation_revisions SET audience = $5, opened = $6 WHERE town = $1 AND adaptation = $3 \
    AND number = $4 AND EXISTS (SELECT 1 FROM adaptations a WHERE a.town = $1 AND a.id = $3 AND a.challenge = $2)";
const OPEN_TRIAL: &str =
    "UPDATE trials SET audience = $5, opened = $6 WHERE town = $1 AND challenge = $2 AND id = $3 AND $4 = 0";
const OPEN_CONTEXT: &str = "UPDATE town_contexts SET audience = $5 WHERE town = $1 AND challenge = $2 AND id = $3 \
    AND number = $4 AND $6 = ''";
const OPEN_REFLECTION: &str = "UPDATE reflections SET audience = $5, opened = $6 WHERE town = $1 AND challenge = $2 \
    AND id = $3 AND $4 = 0 AND settled_at IS NOT NULL";
// The codes of audiences are no order; the widest is found by asking for each.
const OPEN_CHALLENGE: &str = "UPDATE challenges SET changed_at = $3, audience = CASE \
    WHEN EXISTS (SELECT 1 FROM challenge_revisions r WHERE r.town = $1 AND r.challenge = $2 AND r.audience = 'public') \
    THEN 'public' \
    WHEN EXISTS (SELECT 1 FROM challenge_revisions r WHERE r.town = $1 AND r.challenge = $2 AND r.audience = 'network') \
    THEN 'network' ELSE 'circle' END WHERE town = $1 AND id = $2";

/// Gives a piece the audience its hands add up to, and its challenge the widest of its wordings. What was open stays open
/// unless `lowered` took hands down (`domain::paragraph::Opened::after`).
pub(super) async fn settle(
    tx: &mut WriteTx,
    challenge: &Challenge,
    key: PieceKey,
    lowered: Option<Party>,
) -> Result<Audience> {
    let raised = of_piece(tx, challenge, key).await?;
    let hands: Vec<RaisedFor> = raised
        .iter()
        .map(|one| {
            let hand = Hand {
                party: one.party,
                audience: one.audience,
            };
            (one.place, hand)
        })
        .collect();
    let found = passages(tx, challenge, key).await?;
    let places = found.as_ref().map(Passages::places).unwrap_or_default();
    let (before, opened_before) = found.map_or((Audience::Circle, Opened::default()), |found| {
        (found.audience, found.opened)
    });
    let parties = joint::parties(tx, challenge.town, challenge.id).await?;
    let (audience, opened) = Opened::after((before, &opened_before), &hands, &places, &parties, lowered);
    // A hand that changes nothing of what is open changes no day of it either: feeds would show it again.
    if (audience, &opened) == (before, &opened_before) {
        return Ok(audience);
    }
    let open = match key.kind {
        Piece::Wording => OPEN_WORDING,
        Piece::Adaptation => OPEN_ADAPTATION,
        Piece::Trial => OPEN_TRIAL,
        Piece::Reflection => OPEN_REFLECTION,
        Piece::Context => OPEN_CONTEXT,
    };
    let values = params![
        challenge.town,
        challenge.id,
        key.id,
        key.number,
        audience.code(),
        opened.code()
    ];
    tx.run(open, values).await?;
    let now = tx.now();
    tx.run(OPEN_CHALLENGE, params![challenge.town, challenge.id, now])
        .await?;
    shelf::follow(tx, challenge.town, challenge.id).await?;
    publication::settle(tx, challenge, key, audience == Audience::Public).await?;
    let said = format!("{}:{}", key.kind.code(), audience.code());
    if lowered.is_none() && (audience > before || opened != opened_before) {
        note(tx, challenge.town, challenge.id, "opened_piece", None, &said).await?;
    }
    if audience < before {
        let before = before.code();
        note(
            tx,
            challenge.town,
            challenge.id,
            "taken_back",
            Some(before),
            &said,
        )
        .await?;
    }
    Ok(audience)
}

impl FromRow for PieceKey {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: row.code()?,
            id: row.take()?,
            number: row.take()?,
        })
    }
}

// What the town that left says of its own situation does not open for its leaving: its own hand would be the one missing.
const WITH_HANDS: &str = "SELECT k.kind, k.piece, k.number FROM (\
    SELECT kind, piece, number FROM hands WHERE town = $1 AND challenge = $2 UNION \
    SELECT kind, piece, number FROM paragraph_hands WHERE town = $1 AND challenge = $2) k \
    WHERE k.kind <> 'context' OR NOT EXISTS (SELECT 1 FROM town_contexts x WHERE x.town = $1 AND x.challenge = $2 \
    AND x.id = k.piece AND x.of_town = $3) ORDER BY k.kind, k.piece, k.number LIMIT 1000";

/// Settles every piece for which a hand is up, when a town has left: some waited for its hand alone.
pub(crate) async fn settle_all(
    tx: &mut WriteTx,
    challenge: &Challenge,
    left: MunicipalityCode,
) -> Result<()> {
    let keys: Vec<PieceKey> = tx
        .all(WITH_HANDS, params![challenge.town, challenge.id, left])
        .await?;
    for key in keys {
        settle(tx, challenge, key, None).await?;
    }
    Ok(())
}
