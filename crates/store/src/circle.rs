//! 輪: the people around one challenge, and who of them co-owns it.
//!
//! Events of kind `challenge`: `joined` (after: the person's id), `owned`, `disowned`, `left`.

use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    challenge::CircleMember,
    id::{ChallengeId, PersonId, SeatId},
    joint::Party,
    viewer::Side,
};

use crate::{
    Error, ReadTx, Result, WriteTx,
    challenge::note,
    value::{FromRow, Row, params},
};

/// Somebody in a circle, or somebody who could be.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their seat.
    pub seat: SeatId,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Town or partner.
    pub organisation: String,
    /// For whom they are there: their town, or the partners.
    pub party: Party,
    /// Whether they co-own the challenge.
    pub owner: bool,
}

impl Member {
    /// As the domain looks at it.
    pub const fn place_in_circle(&self) -> CircleMember {
        CircleMember {
            seat: self.seat,
            party: self.party,
            owner: self.owner,
        }
    }
}

impl FromRow for Member {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            seat: row.take()?,
            person: row.take()?,
            name: row.take()?,
            organisation: row.take()?,
            party: party(row)?,
            owner: row.take()?,
        })
    }
}

/// The party from the columns side and town.
pub(crate) fn party(row: &mut Row<'_>) -> Result<Party> {
    let side: Side = row.code()?;
    let town: Option<MunicipalityCode> = row.take()?;
    match (side, town) {
        (Side::Partner, _) => Ok(Party::Partners),
        (Side::Town, Some(town)) => Ok(Party::Town(town)),
        (Side::Town, None) => Err(Error::Internal("staff of no town".to_owned())),
    }
}

/// The most people a circle shows; a larger one is no circle.
pub const MOST: i64 = 60;

const LIST: &str = "SELECT m.seat, m.person, p.name, COALESCE(t.name, o.name, ''), m.side, COALESCE(m.of_town, m.town), \
    m.owner FROM circle_members m JOIN persons p ON p.id = m.person LEFT JOIN municipalities t ON t.code = m.of_town \
    LEFT JOIN partner_members b ON b.id = m.seat LEFT JOIN partners o ON o.id = b.partner \
    WHERE m.town = $1 AND m.challenge = $2 AND m.left_at IS NULL ORDER BY m.joined_at, m.seat LIMIT $3";

/// The people in the circle of a challenge the viewer was shown, in the order they came.
pub async fn list(tx: &mut ReadTx, town: MunicipalityCode, id: ChallengeId) -> Result<Vec<Member>> {
    tx.all(LIST, params![town, id, MOST]).await
}

const WITH_SIGNATURES: &str = "SELECT m.seat, m.person, p.name, COALESCE(t.name, o.name, ''), m.side, \
    COALESCE(m.of_town, m.town), m.owner, m.left_at IS NOT NULL, s.signed_at FROM circle_members m JOIN persons p ON p.id = m.person \
    LEFT JOIN signatures s ON s.town = m.town AND s.challenge = m.challenge AND s.seat = m.seat AND s.number = $3 \
    LEFT JOIN municipalities t ON t.code = m.of_town \
    LEFT JOIN partner_members b ON b.id = m.seat LEFT JOIN partners o ON o.id = b.partner \
    WHERE m.town = $1 AND m.challenge = $2 AND (m.left_at IS NULL OR s.seat IS NOT NULL) \
    ORDER BY m.joined_at, m.seat LIMIT $4";

/// Somebody of a circle beside their signature under one wording.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Who.
    pub member: Member,
    /// Whether they left the circle since: a signature stays.
    pub left: bool,
    /// When they signed.
    pub signed_at: Option<Timestamp>,
}

impl From<Member> for Signer {
    /// Somebody whose signature is not asked about.
    fn from(member: Member) -> Self {
        Self {
            member,
            left: false,
            signed_at: None,
        }
    }
}

impl FromRow for Signer {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            member: Member::from_row(row)?,
            left: row.take()?,
            signed_at: row.take()?,
        })
    }
}

/// The people in the circle of a challenge the viewer was shown, with their signatures under one wording.
pub async fn with_signatures(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    id: ChallengeId,
    number: i64,
) -> Result<Vec<Signer>> {
    tx.all(WITH_SIGNATURES, params![town, id, number, MOST]).await
}

const CANDIDATES: &str = "SELECT k.seat, k.person, p.name, k.organisation, k.side, k.of_town, FALSE FROM (\
    SELECT d.seat AS seat, d.person AS person, COALESCE(t.name, o.name, '') AS organisation, d.side AS side, \
    COALESCE(s.town, d.town) AS of_town FROM dialogues x \
    JOIN dialogue_participants d ON d.town = x.town AND d.dialogue = x.id \
    LEFT JOIN staff_posts s ON s.id = d.seat LEFT JOIN municipalities t ON t.code = s.town \
    LEFT JOIN partner_members b ON b.id = d.seat LEFT JOIN partners o ON o.id = b.partner \
    WHERE x.town = $1 AND x.challenge = $2 AND d.seat IS NOT NULL AND d.side IN ('town', 'partner') \
    AND COALESCE(s.ends, b.ends, '9999') >= $5 AND (s.town IS NULL OR s.town = $1 OR EXISTS (SELECT 1 FROM joint_towns j \
    WHERE j.town = $1 AND j.challenge = $2 AND j.joining = s.town AND j.standing = 'joined')) \
    UNION SELECT s.id, s.person, t.name, 'town', s.town FROM staff_posts s JOIN municipalities t ON t.code = s.town \
    WHERE s.town = $3 AND s.begins <= $5 AND COALESCE(s.ends, '9999') >= $5 \
    UNION SELECT b.id, b.person, o.name, 'partner', $1 FROM partner_members b JOIN partners o ON o.id = b.partner \
    WHERE b.partner = $4 AND b.begins <= $5 AND COALESCE(b.ends, '9999') >= $5) k \
    JOIN persons p ON p.id = k.person \
    WHERE NOT EXISTS (SELECT 1 FROM circle_members m WHERE m.town = $1 AND m.challenge = $2 AND m.seat = k.seat \
    AND m.left_at IS NULL) ORDER BY k.side DESC, p.kana, p.name, k.seat LIMIT 200";

/// Who may be asked into the circle: people of its parties met in its dialogues, and the viewer's own colleagues.
pub async fn candidates(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    id: ChallengeId,
    today: Day,
) -> Result<Vec<Member>> {
    let (own_town, own_partner) = (tx.viewer().town(), tx.viewer().partner());
    let values = params![town, id, own_town, own_partner, today];
    tx.all(CANDIDATES, values).await
}

/// Somebody who comes in.
#[derive(Clone, Copy, Debug)]
pub struct NewMember {
    /// Their seat.
    pub seat: SeatId,
    /// The person.
    pub person: PersonId,
    /// Their side.
    pub side: Side,
    /// Whether they co-own the challenge from the start.
    pub owner: bool,
}

const INSERT: &str = "INSERT INTO circle_members (town, challenge, seat, person, side, owner, joined_at, of_town) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $5 = 'town' \
    THEN COALESCE((SELECT s.town FROM staff_posts s WHERE s.id = $3), $1) END) ON CONFLICT (town, challenge, seat) DO UPDATE SET left_at = NULL, \
    owner = excluded.owner, joined_at = excluded.joined_at";
const OWN: &str = "UPDATE circle_members SET owner = $4 WHERE town = $1 AND challenge = $2 AND seat = $3 \
    AND left_at IS NULL";
const LEAVE: &str = "UPDATE circle_members SET left_at = $4, owner = FALSE WHERE town = $1 AND challenge = $2 \
    AND seat = $3 AND left_at IS NULL";

/// Takes somebody into the circle, also somebody who left it before.
pub async fn insert(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ChallengeId,
    new: &NewMember,
) -> Result<()> {
    let now = tx.now();
    let values = params![town, id, new.seat, new.person, new.side.code(), new.owner, now];
    tx.run(INSERT, values).await?;
    note(tx, town, id, "joined", None, &new.person.to_string()).await
}

/// Takes up co-ownership, or gives it back.
pub async fn own(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ChallengeId,
    seat: SeatId,
    owner: bool,
) -> Result<()> {
    tx.run(OWN, params![town, id, seat, owner]).await?;
    let verb = if owner { "owned" } else { "disowned" };
    note(tx, town, id, verb, None, &seat.to_string()).await
}

/// Leaves the circle.
pub async fn leave(tx: &mut WriteTx, town: MunicipalityCode, id: ChallengeId, seat: SeatId) -> Result<()> {
    let now = tx.now();
    tx.run(LEAVE, params![town, id, seat, now]).await?;
    note(tx, town, id, "left", None, &seat.to_string()).await
}
