//! 次の一歩: the moves made on the revisions of an adaptation.
//!
//! Events of kind `adaptation`: `moved` (after: the kind and the words).

use domain::{
    Coded, Day, Timestamp,
    adaptation::Standing,
    id::MoveId,
    moves::{Kind, Move},
    viewer::Side,
};

use crate::{
    ReadTx, Result, WriteTx,
    adaptation::{Adaptation, note},
    challenge::Author,
    value::{FromRow, Row, params},
};

/// A move that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// On which revision.
    pub number: i64,
    /// Which of the five.
    pub kind: Kind,
    /// The words.
    pub words: String,
    /// この日にまた: the day.
    pub until: Option<Day>,
    /// 手放す: what we keep.
    pub keep: String,
    /// Who made it.
    pub name: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub at: Timestamp,
}

impl FromRow for Made {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            kind: row.code()?,
            words: row.take()?,
            until: row.take()?,
            keep: row.take()?,
            name: row.take()?,
            side: row.code()?,
            at: row.take()?,
        })
    }
}

const LIST: &str = "SELECT m.number, m.kind, m.words, m.until, m.keep, p.name, m.side, m.moved_at FROM moves m \
    JOIN persons p ON p.id = m.person WHERE m.town = $1 AND m.adaptation = $2 AND m.number = $3 \
    ORDER BY m.id DESC LIMIT 50";
const INSERT: &str = "INSERT INTO moves (town, id, adaptation, number, kind, words, until, keep, seat, person, side, \
    moved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const STAND: &str = "UPDATE adaptations SET standing = $3, changed_at = $4 WHERE town = $1 AND id = $2";

/// The moves on the revision shown, newest first.
pub async fn list(tx: &mut ReadTx, row: &Adaptation) -> Result<Vec<Made>> {
    tx.all(LIST, params![row.town, row.id, row.number]).await
}

/// Makes a move on the current revision. Where the challenge goes with it is the caller's to write.
pub async fn insert(tx: &mut WriteTx, row: &Adaptation, made: &Move, words: &str) -> Result<MoveId> {
    let (id, now, author) = (MoveId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let (until, keep) = match made {
        Move::WaitUntil(day) => (Some(*day), ""),
        Move::LetGo { keep } => (None, keep.as_str()),
        Move::TalkMore | Move::Reshape | Move::TrySmall => (None, ""),
    };
    let values = params![
        row.town,
        id,
        row.id,
        row.revision,
        made.kind().code(),
        words,
        until,
        keep,
        author.seat,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    let standing = if made.kind() == Kind::LetGo {
        Standing::LetGo
    } else {
        Standing::Open
    };
    tx.run(STAND, params![row.town, row.id, standing.code(), now])
        .await?;
    let said = format!("{}: {words}", made.kind().code());
    note(tx, row.town, row.id, "moved", &said).await?;
    Ok(id)
}
