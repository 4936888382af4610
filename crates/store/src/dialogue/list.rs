//! The list of dialogues.

use domain::{Day, audience::Audience, dialogue::Kind, id::DialogueId};

use crate::{
    Cursor, Page, ReadTx, Result,
    page::{ROWS, newest_day},
    scope::visible,
    value::{FromRow, Row, params},
};

/// A dialogue as lists show it: without what was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The id.
    pub id: DialogueId,
    /// How people met.
    pub kind: Kind,
    /// When.
    pub held_on: Day,
    /// Where; may be empty.
    pub place: String,
    /// What it was about.
    pub title: String,
    /// To whom it is open.
    pub audience: Audience,
    /// The name of the town.
    pub town_name: String,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            kind: row.code()?,
            held_on: row.take()?,
            place: row.take()?,
            title: row.take()?,
            audience: row.code()?,
            town_name: row.take()?,
        })
    }
}

// Each arm takes a page from one index; they are merged as they come, newest first, before the rows themselves are read.
// The predicate then decides, as everywhere. `|| ''` keeps a planner from beginning with the nation's dialogues of an
// audience instead of the viewer's circles.
const LIST: &str = concat!(
    "SELECT d.id, d.kind, d.held_on, d.place, d.title, d.audience, m.name FROM (\
     SELECT day, id FROM (SELECT held_on AS day, id FROM dialogues WHERE audience = 'public' \
     AND (held_on, id) < ($4, $5) ORDER BY held_on DESC, id DESC LIMIT $6) a \
     UNION SELECT day, id FROM (SELECT held_on AS day, id FROM dialogues WHERE audience = 'network' AND $3 >= 2 \
     AND (held_on, id) < ($4, $5) ORDER BY held_on DESC, id DESC LIMIT $6) b \
     UNION SELECT day, id FROM (SELECT held_on AS day, id FROM dialogues WHERE town = $1 AND audience = 'town' \
     AND (held_on, id) < ($4, $5) ORDER BY held_on DESC, id DESC LIMIT $6) e \
     UNION SELECT day, id FROM (SELECT x.held_on AS day, x.id FROM dialogue_participants p JOIN dialogues x \
     ON x.town = p.town AND x.id = p.dialogue WHERE p.seat = $2 AND (x.held_on, x.id) < ($4, $5) \
     ORDER BY x.held_on DESC, x.id DESC LIMIT $6) f \
     UNION SELECT day, id FROM (SELECT x.held_on AS day, x.id FROM circle_members c JOIN dialogues x ON x.town = c.town \
     AND x.challenge = c.challenge WHERE c.seat = $2 AND c.left_at IS NULL AND x.audience || '' IN ('circle', 'network') \
     AND (x.held_on, x.id) < ($4, $5) ORDER BY x.held_on DESC, x.id DESC LIMIT $6) g \
     ORDER BY 1 DESC, 2 DESC LIMIT $6) n \
     JOIN dialogues d ON d.id = n.id JOIN municipalities m ON m.code = d.town WHERE ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " ORDER BY n.day DESC, n.id DESC LIMIT $6"
);
/// The dialogues the viewer may see, newest first.
pub async fn list(tx: &mut ReadTx, after: Option<&Cursor>) -> Result<Page<Line>> {
    let (day, id) = newest_day(after);
    let rows: Vec<Line> = tx.seen(LIST, params![day, id, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: one.held_on.to_string(),
        id: one.id.uuid(),
    }))
}
