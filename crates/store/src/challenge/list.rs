//! Lists of challenges. Each takes at most a page from each of a few indexes before anything is joined, so that its
//! cost does not grow with the nation.

use domain::{MunicipalityCode, Timestamp, audience::Audience, id::ChallengeId, phase::Place};
use uuid::Uuid;

use super::place;
use crate::{
    Cursor, Page, ReadTx, Result,
    page::ROWS,
    scope::audible,
    value::{FromRow, Row, params},
};

/// A challenge in a list: its newest wording the viewer may read, title and purpose.
#[derive(Clone, Debug)]
pub struct Line {
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// The id.
    pub id: ChallengeId,
    /// Where it stands.
    pub place: Place,
    /// The widest audience a wording was opened to.
    pub audience: Audience,
    /// When something last happened to it.
    pub changed_at: Timestamp,
    /// The title.
    pub title: String,
    /// めざす姿.
    pub purpose: String,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            town_name: row.take()?,
            id: row.take()?,
            place: place(row)?,
            audience: row.code()?,
            changed_at: row.take()?,
            title: row.take()?,
            purpose: row.take()?,
        })
    }
}

/// Which challenges of those the viewer may see.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// Those in whose circle the viewer sits.
    Mine,
}

/// The wordings the viewer may read at least in summary, the newest of each challenge, joined to `$near`.
macro_rules! newest_of {
    ($near:expr) => {
        concat!(
            "SELECT c.town, t.name, c.id, c.phase, c.round, c.resume, c.rest_until, c.audience, c.changed_at, \
             r.title, r.purpose FROM (",
            $near,
            ") n JOIN challenges c ON c.id = n.id JOIN municipalities t ON t.code = c.town \
             JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = \
             (SELECT MAX(x.number) FROM challenge_revisions x WHERE x.town = c.town AND x.challenge = c.id AND ",
            audible!("x", "NULL", "x.challenge", "1"),
            ") ORDER BY c.changed_at DESC, c.id DESC LIMIT $6"
        )
    };
}

const LIST: &str = newest_of!(
    "SELECT a.id FROM (SELECT id FROM challenges WHERE audience = 'public' AND $7 = 0 \
     AND (changed_at, id) < ($4, $5) ORDER BY changed_at DESC, id DESC LIMIT $6) a \
     UNION SELECT b.id FROM (SELECT id FROM challenges WHERE audience = 'network' AND $7 = 0 AND $3 >= 1 \
     AND (changed_at, id) < ($4, $5) ORDER BY changed_at DESC, id DESC LIMIT $6) b \
     UNION SELECT d.id FROM (SELECT o.id FROM circle_members m JOIN challenges o ON o.town = m.town \
     AND o.id = m.challenge WHERE m.seat = $2 AND m.left_at IS NULL AND (o.changed_at, o.id) < ($4, $5) \
     ORDER BY o.changed_at DESC, o.id DESC LIMIT $6) d"
);
const OF_TOWN: &str = newest_of!(
    "SELECT id FROM challenges WHERE town = $7 AND (changed_at, id) < ($4, $5) \
     AND (audience = 'public' OR (audience = 'network' AND $3 >= 1) OR EXISTS (SELECT 1 FROM circle_members m \
     WHERE m.town = challenges.town AND m.challenge = challenges.id AND m.seat = $2 AND m.left_at IS NULL)) \
     ORDER BY changed_at DESC, id DESC LIMIT $6"
);

fn newest(after: Option<&Cursor>) -> (i64, Uuid) {
    after.map_or((i64::MAX, Uuid::max()), |cursor| {
        (cursor.key.parse().unwrap_or(0), cursor.id)
    })
}

fn cut(rows: Vec<Line>) -> Page<Line> {
    Page::cut(rows, |one| Cursor {
        key: one.changed_at.0.to_string(),
        id: one.id.uuid(),
    })
}

/// The challenges the viewer may see, the latest changed first.
pub async fn list(tx: &mut ReadTx, filter: Filter, after: Option<&Cursor>) -> Result<Page<Line>> {
    let (at, id) = newest(after);
    let mine = i64::from(filter == Filter::Mine);
    Ok(cut(tx.seen(LIST, params![at, id, ROWS + 1, mine]).await?))
}

/// The challenges of one town the viewer may see, the latest changed first.
pub async fn of_town(tx: &mut ReadTx, town: MunicipalityCode, after: Option<&Cursor>) -> Result<Page<Line>> {
    let (at, id) = newest(after);
    Ok(cut(tx.seen(OF_TOWN, params![at, id, ROWS + 1, town]).await?))
}
