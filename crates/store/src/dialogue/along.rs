//! The dialogues somebody takes along into the field.

use domain::{Day, id::DialogueId};

use crate::{
    ReadTx, Result,
    scope::visible,
    value::{FromRow, Row, params},
};

/// How many are taken along at most.
const MOST: i64 = 20;

/// A dialogue the viewer takes part in, with its record as it can be written on without a network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Along {
    /// The id.
    pub id: DialogueId,
    /// When.
    pub held_on: Day,
    /// What it was about.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// The name of the town.
    pub town_name: String,
    /// What was said; Markdown.
    pub notes: String,
    /// The version of the record.
    pub version: i64,
}

impl FromRow for Along {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            held_on: row.take()?,
            title: row.take()?,
            place: row.take()?,
            town_name: row.take()?,
            notes: row.take()?,
            version: row.take()?,
        })
    }
}

const ALONG: &str = concat!(
    "SELECT d.id, d.held_on, d.title, d.place, m.name, d.notes, d.version FROM (\
     SELECT x.town, x.id FROM dialogue_participants p JOIN dialogues x ON x.town = p.town AND x.id = p.dialogue \
     WHERE p.seat = $2 AND x.kind <> 'consultation' AND x.held_on >= $4 AND x.held_on <= $5 ORDER BY x.held_on DESC, x.id DESC LIMIT $6) n \
     JOIN dialogues d ON d.town = n.town AND d.id = n.id JOIN municipalities m ON m.code = d.town WHERE ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " ORDER BY d.held_on DESC, d.id DESC LIMIT $6"
);

/// The dialogues between two days in which the viewer takes part under the hat they wear, the latest first, at most 20.
pub async fn along(tx: &mut ReadTx, first: Day, last: Day) -> Result<Vec<Along>> {
    tx.seen(ALONG, params![first, last, MOST]).await
}
