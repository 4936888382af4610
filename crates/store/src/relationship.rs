//! つながり: a town's relationships with partners and professionals, and the strands between their people.
//!
//! Events of kind `relationship`: `begun` (after: how), once for each; `met` (after: how), when two say so themselves. A strand that is met again only moves its last
//! day. The whole timeline, promises and handover hang on the relationship's id; they are not kept here.

use domain::{
    Coded, Day, MunicipalityCode,
    dialogue::Kind,
    event::{Change, RecordKind},
    id::{DialogueId, PartnerId, RelationshipId, SeatId, StrandId},
    relationship::{End, Origin, With, strand},
};
use uuid::Uuid;

use crate::{
    ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

mod page;

pub use page::{
    Entry, EntryKind, Line, Person, Relationship, Strand, entries, find, list, strands, with_partner,
};

/// Two people met.
#[derive(Clone, Debug)]
pub struct Meeting<'a> {
    /// One of them.
    pub one: End,
    /// The other.
    pub other: End,
    /// The day.
    pub on: Day,
    /// How.
    pub origin: Origin,
    /// The dialogue or introduction.
    pub record: Option<Uuid>,
    /// Where; may be empty.
    pub place: &'a str,
}

const FIND_WITH: &str =
    "SELECT id FROM relationships WHERE town = $1 AND (partner = $2 OR professional = $3)";
const INSERT: &str = "INSERT INTO relationships (town, id, partner, professional, since, last_on) \
    VALUES ($1, $2, $3, $4, $5, $5)";
const MET: &str = "UPDATE relationships SET last_on = CASE WHEN last_on < $3 THEN $3 ELSE last_on END, \
    since = CASE WHEN since > $3 THEN $3 ELSE since END WHERE town = $1 AND id = $2";
const INSERT_STRAND: &str = "INSERT INTO strands (town, id, relationship, staff, other, since, last_on, origin, record, place) \
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9) ON CONFLICT (town, relationship, staff, other) DO UPDATE SET \
    last_on = CASE WHEN strands.last_on < excluded.last_on THEN excluded.last_on ELSE strands.last_on END, \
    since = CASE WHEN strands.since > excluded.since THEN excluded.since ELSE strands.since END";

/// Draws the strand between two people, and the relationship around it if it is the first. Two of one side have none.
/// Answers the relationship.
async fn meet(tx: &mut WriteTx, meeting: &Meeting<'_>) -> Result<Option<RelationshipId>> {
    let Some((town, staff, with, other)) = strand(meeting.one, meeting.other) else {
        return Ok(None);
    };
    let (partner, professional) = match with {
        With::Partner(partner) => (Some(partner), None),
        With::Professional(seat) => (None, Some(seat)),
    };
    let found: Option<RelationshipId> = tx.one(FIND_WITH, params![town, partner, professional]).await?;
    let relationship = if let Some(id) = found {
        tx.run(MET, params![town, id, meeting.on]).await?;
        id
    } else {
        let id = RelationshipId::new(tx.moment());
        tx.run(INSERT, params![town, id, partner, professional, meeting.on])
            .await?;
        let change = Change::new(RecordKind::Relationship, id, "begun").of_town(town);
        tx.note(change.to(meeting.origin.code().to_owned())).await?;
        id
    };
    let values = params![
        town,
        StrandId::new(tx.moment()),
        relationship,
        staff,
        other,
        meeting.on,
        meeting.origin.code(),
        meeting.record,
        meeting.place
    ];
    tx.run(INSERT_STRAND, values).await?;
    Ok(Some(relationship))
}

/// The same, for people who say themselves that they met: by their cards, or because somebody introduced them.
pub async fn exchange(tx: &mut WriteTx, meeting: &Meeting<'_>) -> Result<Option<RelationshipId>> {
    let relationship = meet(tx, meeting).await?;
    if let (Some(id), Some((town, ..))) = (relationship, strand(meeting.one, meeting.other)) {
        let change = Change::new(RecordKind::Relationship, id, "met").of_town(town);
        tx.note(change.to(meeting.origin.code().to_owned())).await?;
    }
    Ok(relationship)
}

struct Talked {
    kind: Kind,
    held_on: Day,
    position: i64,
    end: End,
}

/// Reads an end from the columns town, partner, seat: of the first two at most one is there.
fn end(row: &mut Row<'_>) -> Result<End> {
    let (town, partner): (Option<MunicipalityCode>, Option<PartnerId>) = (row.take()?, row.take()?);
    let seat: SeatId = row.take()?;
    Ok(match (town, partner) {
        (Some(town), _) => End::Town(town, seat),
        (None, Some(partner)) => End::Partner(partner, seat),
        (None, None) => End::Professional(seat),
    })
}

impl FromRow for Talked {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: row.code()?,
            held_on: row.take()?,
            position: row.take()?,
            end: end(row)?,
        })
    }
}

// Only staff of the town whose record it is: a dialogue is no relationship of another town.
const TALKED: &str = "SELECT d.kind, d.held_on, p.position, s.town, b.partner, p.seat FROM dialogues d \
    JOIN dialogue_participants p ON p.town = d.town AND p.dialogue = d.id \
    LEFT JOIN staff_posts s ON s.town = d.town AND s.id = p.seat LEFT JOIN partner_members b ON b.id = p.seat \
    LEFT JOIN professionals f ON f.id = p.seat WHERE d.town = $1 AND d.id = $2 AND p.confirmed_at IS NOT NULL \
    AND (s.id IS NOT NULL OR b.id IS NOT NULL OR f.id IS NOT NULL) ORDER BY p.position LIMIT 100";

/// Draws the strands between the people of both sides who say that they took part in a dialogue. In a consultation those
/// who answered met whoever asked, not each other.
pub(crate) async fn weave(tx: &mut WriteTx, town: MunicipalityCode, id: DialogueId) -> Result<()> {
    let there: Vec<Talked> = tx.all(TALKED, params![town, id]).await?;
    for (at, one) in there.iter().enumerate() {
        for other in there.iter().skip(at + 1) {
            if one.kind == Kind::Consultation && one.position != 1 {
                continue;
            }
            let meeting = Meeting {
                one: one.end,
                other: other.end,
                on: one.held_on,
                origin: Origin::Dialogue,
                record: Some(id.uuid()),
                // Where it was is for those who may read the dialogue.
                place: "",
            };
            meet(tx, &meeting).await?;
        }
    }
    Ok(())
}

struct Sits(End);

impl FromRow for Sits {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        end(row).map(Self)
    }
}

const END: &str = "SELECT s.town, NULLIF(s.department, s.department), s.id FROM staff_posts s WHERE s.id = $1 \
    UNION ALL SELECT NULL, b.partner, b.id FROM partner_members b WHERE b.id = $1 \
    UNION ALL SELECT NULL, NULL, f.id FROM professionals f WHERE f.id = $1";

/// What a seat belongs to.
pub async fn end_of(tx: &mut ReadTx, seat: SeatId) -> Result<Option<End>> {
    let found: Option<Sits> = tx.one(END, params![seat]).await?;
    Ok(found.map(|one| one.0))
}
