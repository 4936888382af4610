//! Whom somebody may name in a dialogue, ask for advice or introduce: the people they know.

use domain::{
    Day,
    dialogue::Presence,
    id::{PersonId, SeatId},
};

use crate::{
    ReadTx, Result,
    value::{FromRow, Row, params},
};

/// Somebody with an account and a hat whom the viewer knows.
#[derive(Clone, Debug)]
pub struct Acquaintance {
    /// The person.
    pub person: PersonId,
    /// Their seat.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// Town or partner; empty for professionals.
    pub organisation: String,
    /// For whom they take part.
    pub presence: Presence,
}

impl FromRow for Acquaintance {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            person: row.take()?,
            seat: row.take()?,
            name: row.take()?,
            organisation: row.take()?,
            presence: row.code()?,
        })
    }
}

// Whoever was only named, by somebody else or for a partner that was asked, is not known by name yet.
const LIST: &str = "SELECT k.person, k.seat, p.name, k.organisation, k.presence FROM (\
    SELECT s.person AS person, s.id AS seat, t.name AS organisation, 'town' AS presence FROM staff_posts s \
    JOIN municipalities t ON t.code = s.town WHERE s.town = $1 AND s.begins <= $4 AND COALESCE(s.ends, '9999') >= $4 \
    UNION SELECT b.person, b.id, o.name, 'partner' FROM partner_members b JOIN partners o ON o.id = b.partner \
    WHERE b.partner = $2 AND b.begins <= $4 AND COALESCE(b.ends, '9999') >= $4 \
    UNION SELECT COALESCE(met.person, s.person, b.person, f.person), met.seat, COALESCE(t.name, o.name, ''), \
    CASE WHEN s.id IS NOT NULL THEN 'town' WHEN b.id IS NOT NULL THEN 'partner' ELSE COALESCE(met.side, 'other') END FROM (\
    SELECT d.seat AS seat, d.person AS person, d.side AS side FROM (SELECT town, dialogue FROM dialogue_participants WHERE seat = $3 \
    ORDER BY dialogue DESC LIMIT 200) mine JOIN dialogue_participants d ON d.town = mine.town AND d.dialogue = mine.dialogue \
    WHERE d.seat IS NOT NULL AND d.confirmed_at IS NOT NULL \
    UNION SELECT other, NULL, NULL FROM (SELECT other FROM strands WHERE staff = $3 ORDER BY last_on DESC, id DESC LIMIT 200) x \
    UNION SELECT staff, NULL, NULL FROM (SELECT staff FROM strands WHERE other = $3 ORDER BY last_on DESC, id DESC LIMIT 200) y) met \
    LEFT JOIN staff_posts s ON s.id = met.seat LEFT JOIN municipalities t ON t.code = s.town \
    LEFT JOIN partner_members b ON b.id = met.seat LEFT JOIN partners o ON o.id = b.partner \
    LEFT JOIN professionals f ON f.id = met.seat WHERE COALESCE(s.ends, b.ends, '9999') >= $4) k \
    JOIN persons p ON p.id = k.person WHERE k.seat <> $3 ORDER BY k.presence DESC, p.kana, p.name, k.seat LIMIT 100";

/// Whom the viewer may name: colleagues, and people they met; at most 100.
pub async fn acquaintances(tx: &mut ReadTx, today: Day) -> Result<Vec<Acquaintance>> {
    let viewer = *tx.viewer();
    let values = params![viewer.town(), viewer.partner(), viewer.seat(), today];
    tx.all(LIST, values).await
}
