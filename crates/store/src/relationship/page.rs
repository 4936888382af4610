//! What the pages of relationships show.

use domain::{
    Day, MunicipalityCode, Timestamp, Viewer,
    card::Term,
    dialogue::Kind,
    id::{PartnerId, RelationshipId, SeatId, StrandId},
    relationship::{Origin, With},
};
use uuid::Uuid;

use crate::{
    Cursor, Page, ReadTx, Result,
    page::{ROWS, newest_day},
    scope::{audible, visible},
    value::{FromRow, Row, params},
};

/// A relationship.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: RelationshipId,
    /// Whom it is with.
    pub with: With,
    /// The first day anybody of both met.
    pub since: Day,
    /// The last one.
    pub last_on: Day,
    /// The name of the town.
    pub town_name: String,
    /// The name of the partner, or of the professional.
    pub with_name: String,
}

/// A relationship in a list.
pub type Line = Relationship;

impl FromRow for Relationship {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (town, id) = (row.take()?, row.take()?);
        let (partner, professional): (Option<PartnerId>, Option<SeatId>) = (row.take()?, row.take()?);
        let with = match (partner, professional) {
            (Some(partner), _) => With::Partner(partner),
            (None, Some(seat)) => With::Professional(seat),
            (None, None) => return Err(crate::Error::internal("a relationship with nobody")),
        };
        Ok(Self {
            town,
            id,
            with,
            since: row.take()?,
            last_on: row.take()?,
            town_name: row.take()?,
            with_name: row.take()?,
        })
    }
}

macro_rules! select {
    ($($rest:expr),+) => {
        concat!(
            "SELECT r.town, r.id, r.partner, r.professional, r.since, r.last_on, t.name, COALESCE(o.name, n.name, '') \
             FROM relationships r JOIN municipalities t ON t.code = r.town LEFT JOIN partners o ON o.id = r.partner \
             LEFT JOIN professionals f ON f.id = r.professional LEFT JOIN persons n ON n.id = f.person WHERE ",
            $($rest),+
        )
    };
}

/// `domain::relationship::may_see`, with the viewer's town, partner and seat as `$1` to `$3`.
macro_rules! both_sides {
    () => {
        "(r.town = $1 OR r.partner = $2 OR r.professional = $3)"
    };
}

const FIND: &str = select!("r.id = $4 AND ", both_sides!());
const WITH_PARTNER: &str = select!("r.town = $4 AND r.partner = $5 AND ", both_sides!());
const LIST: &str = select!(
    both_sides!(),
    " AND (r.last_on, r.id) < ($4, $5) ORDER BY r.last_on DESC, r.id DESC LIMIT $6"
);

fn sides(viewer: &Viewer) -> (Option<MunicipalityCode>, Option<PartnerId>, Option<SeatId>) {
    (viewer.town(), viewer.partner(), viewer.seat())
}

/// One relationship, for the people of both sides.
pub async fn find(tx: &mut ReadTx, id: RelationshipId) -> Result<Option<Relationship>> {
    let (town, partner, seat) = sides(tx.viewer());
    tx.one(FIND, params![town, partner, seat, id]).await
}

/// The relationship of a town with a partner, for the people of both.
pub async fn with_partner(
    tx: &mut ReadTx,
    of: MunicipalityCode,
    with: PartnerId,
) -> Result<Option<Relationship>> {
    let (town, partner, seat) = sides(tx.viewer());
    tx.one(WITH_PARTNER, params![town, partner, seat, of, with]).await
}

/// The relationships of the viewer's town or partner, those lately met first.
pub async fn list(tx: &mut ReadTx, after: Option<&Cursor>) -> Result<Page<Line>> {
    let (town, partner, seat) = sides(tx.viewer());
    let (day, id) = newest_day(after);
    let rows: Vec<Line> = tx
        .all(LIST, params![town, partner, seat, day, id, ROWS + 1])
        .await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: one.last_on.to_string(),
        id: one.id.uuid(),
    }))
}

/// A strand with the people at its ends.
#[derive(Clone, Debug)]
pub struct Strand {
    /// The id.
    pub id: StrandId,
    /// The first day they met.
    pub since: Day,
    /// The last one.
    pub last_on: Day,
    /// How they met.
    pub origin: Origin,
    /// The dialogue, where it was one.
    pub record: Option<Uuid>,
    /// Where; may be empty.
    pub place: String,
    /// Who of the town.
    pub staff: Person,
    /// Who of the other side.
    pub other: Person,
}

/// Somebody at the end of a strand, by the seat they met on.
#[derive(Clone, Debug)]
pub struct Person {
    /// The seat.
    pub seat: SeatId,
    /// The name.
    pub name: String,
    /// Department and title; may be empty.
    pub post: String,
    /// From when to when they sit there; none for professionals.
    pub term: Option<Term>,
}

impl FromRow for Person {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (seat, name, department, title): (_, _, String, String) =
            (row.take()?, row.take()?, row.take()?, row.take()?);
        let (begins, ends): (Option<Day>, Option<Day>) = (row.take()?, row.take()?);
        let parts: Vec<String> = [department, title]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        Ok(Self {
            seat,
            name,
            post: parts.join("　"),
            term: begins.map(|begins| Term { begins, ends }),
        })
    }
}

impl FromRow for Strand {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            since: row.take()?,
            last_on: row.take()?,
            origin: row.code()?,
            record: row.take()?,
            place: row.take()?,
            staff: Person::from_row(row)?,
            other: Person::from_row(row)?,
        })
    }
}

const STRANDS: &str = "SELECT x.id, x.since, x.last_on, x.origin, x.record, x.place, \
    x.staff, n.name, d.name, s.title, s.begins, s.ends, \
    x.other, c.name, '', COALESCE(b.title, ''), b.begins, b.ends FROM (SELECT * FROM strands WHERE town = $1 \
    AND relationship = $2 AND (last_on, id) < ($3, $4) ORDER BY last_on DESC, id DESC LIMIT $5) x \
    JOIN staff_posts s ON s.town = x.town AND s.id = x.staff JOIN departments d ON d.town = s.town AND d.id = s.department \
    JOIN persons n ON n.id = s.person LEFT JOIN partner_members b ON b.id = x.other \
    LEFT JOIN professionals f ON f.id = x.other JOIN persons c ON c.id = COALESCE(b.person, f.person) \
    ORDER BY x.last_on DESC, x.id DESC";

/// The strands of a relationship the viewer was shown, those lately met first.
pub async fn strands(tx: &mut ReadTx, row: &Relationship, after: Option<&Cursor>) -> Result<Page<Strand>> {
    let (day, id) = newest_day(after);
    let rows: Vec<Strand> = tx
        .all(STRANDS, params![row.town, row.id, day, id, ROWS + 1])
        .await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: one.last_on.to_string(),
        id: one.id.uuid(),
    }))
}

/// What a line of the shared record is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryKind {
    /// A dialogue both took part in.
    Dialogue(Kind),
    /// A challenge both are in the circle of.
    Challenge,
}

/// A dialogue or challenge both sides share.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// When it was held, or last changed.
    pub day: Day,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let kind: Option<String> = row.take()?;
        let (id, title) = (row.take()?, row.take()?);
        let (day, at): (Option<Day>, Timestamp) = (row.take()?, row.take()?);
        let kind = match kind {
            Some(code) => EntryKind::Dialogue(
                domain::Coded::parse(&code).ok_or_else(|| crate::Error::internal("a kind of dialogue"))?,
            ),
            None => EntryKind::Challenge,
        };
        Ok(Self {
            kind,
            id,
            title,
            day: day.unwrap_or_else(|| at.day()),
        })
    }
}

// The strands bound the search: it begins with the people of the other side, of whom a page is looked at.
const ENTRIES: &str = concat!(
    "SELECT k.kind, k.id, k.title, k.day, k.at FROM (SELECT DISTINCT d.kind AS kind, d.id AS id, d.title AS title, \
     d.held_on AS day, d.recorded_at AS at FROM (SELECT DISTINCT other FROM strands WHERE town = $4 AND relationship = $5 \
     LIMIT 100) x JOIN dialogue_participants p ON p.seat = x.other AND p.town = $4 JOIN dialogues d ON d.town = p.town \
     AND d.id = p.dialogue WHERE p.confirmed_at IS NOT NULL AND ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " ORDER BY d.held_on DESC, d.id DESC LIMIT $6) k UNION ALL \
     SELECT h.kind, h.id, h.title, h.day, h.at FROM (SELECT DISTINCT NULLIF(c.phase, c.phase) AS kind, c.id AS id, \
     r.title AS title, NULLIF(c.phase, c.phase) AS day, c.changed_at AS at FROM (SELECT DISTINCT other FROM strands \
     WHERE town = $4 AND relationship = $5 LIMIT 100) x JOIN circle_members m ON m.seat = x.other AND m.town = $4 \
     AND m.left_at IS NULL JOIN challenges c ON c.town = m.town AND c.id = m.challenge \
     JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = \
     (SELECT MAX(v.number) FROM challenge_revisions v WHERE v.town = c.town AND v.challenge = c.id AND ",
    audible!("v", "NULL", "v.challenge", "2"),
    ") ORDER BY c.changed_at DESC, c.id DESC LIMIT $6) h"
);

/// How many of each kind.
const FEW: i64 = 10;

/// The last dialogues of both sides and the challenges they share, as far as the viewer may see them.
pub async fn entries(tx: &mut ReadTx, row: &Relationship) -> Result<Vec<Entry>> {
    tx.seen(ENTRIES, params![row.town, row.id, FEW]).await
}
