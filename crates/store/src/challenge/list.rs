//! Lists of challenges. Each takes at most a page from each of a few indexes before anything is joined, so that its
//! cost does not grow with the nation.

use domain::{
    MunicipalityCode, Timestamp,
    audience::Audience,
    id::ChallengeId,
    municipality::PrefectureCode,
    phase::Place,
    topic::{Topic, Topics},
};
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
    /// What it is about.
    pub topics: Topics,
    /// How many towns joined the one that keeps it.
    pub joined: i64,
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
            topics: Topics::read(&row.take::<String>()?),
            joined: row.take()?,
        })
    }
}

/// Where a challenge is looked for: its own town and the towns that joined count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Area {
    /// In a prefecture.
    Prefecture(PrefectureCode),
    /// In one town.
    Town(MunicipalityCode),
}

impl Area {
    /// As the shelves are marked.
    fn place(self) -> String {
        match self {
            Self::Prefecture(prefecture) => prefecture.to_string(),
            Self::Town(town) => town.to_string(),
        }
    }
}

/// Which challenges of those the viewer may see.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Only those in whose circle the viewer sits.
    pub mine: bool,
    /// Only those about this.
    pub topic: Option<Topic>,
    /// Only those from there.
    pub area: Option<Area>,
}

impl Filter {
    /// All of them.
    pub const ALL: Self = Self {
        mine: false,
        topic: None,
        area: None,
    };
    /// Those in whose circle the viewer sits.
    pub const MINE: Self = Self {
        mine: true,
        topic: None,
        area: None,
    };

    /// Those of one town.
    pub const fn of_town(town: MunicipalityCode) -> Self {
        Self {
            area: Some(Area::Town(town)),
            ..Self::ALL
        }
    }
}

/// The wordings the viewer may read at least in summary, the newest of each challenge, joined to `$near`.
macro_rules! newest_of {
    ($near:expr) => {
        concat!(
            "SELECT c.town, t.name, c.id, c.phase, c.round, c.resume, c.rest_until, c.audience, c.changed_at, \
             r.title, r.purpose, c.topics, (SELECT COUNT(*) FROM joint_towns j WHERE j.town = c.town \
             AND j.challenge = c.id AND j.standing = 'joined') FROM (",
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
    "SELECT a.id FROM (SELECT challenge AS id FROM challenge_shelves WHERE topic = $8 AND place = $9 \
     AND audience = 'public' AND $7 = 0 AND (changed_at, challenge) < ($4, $5) \
     ORDER BY changed_at DESC, challenge DESC LIMIT $6) a \
     UNION SELECT b.id FROM (SELECT challenge AS id FROM challenge_shelves WHERE topic = $8 AND place = $9 \
     AND audience = 'network' AND $7 = 0 AND $3 >= 1 AND (changed_at, challenge) < ($4, $5) \
     ORDER BY changed_at DESC, challenge DESC LIMIT $6) b \
     UNION SELECT d.id FROM (SELECT s.challenge AS id FROM circle_members m JOIN challenge_shelves s ON s.town = m.town \
     AND s.challenge = m.challenge AND s.topic = $8 AND s.place = $9 WHERE m.seat = $2 AND m.left_at IS NULL \
     AND (s.changed_at, s.challenge) < ($4, $5) ORDER BY s.changed_at DESC, s.challenge DESC LIMIT $6) d"
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
    let mine = i64::from(filter.mine);
    let topic = filter.topic.map_or("", Topic::code);
    let place = filter.area.map(Area::place).unwrap_or_default();
    let values = params![at, id, ROWS + 1, mine, topic, place];
    Ok(cut(tx.seen(LIST, values).await?))
}
