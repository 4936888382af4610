//! 次の一歩: the moves made on the revisions of an adaptation.
//!
//! Events of kind `adaptation`: `moved` (after: the kind and the words).

use domain::{
    Coded, Day, Timestamp,
    adaptation::Standing,
    challenge::Piece,
    id::MoveId,
    moves::{Kind, Move},
    viewer::Side,
};

use uuid::Uuid;

use crate::{
    ReadTx, Result, WriteTx,
    adaptation::{Adaptation, note},
    challenge::Author,
    correction::{self, Beside},
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

/// The moves and what stands beside the revision; a move stands in the columns of a remark.
const LIST: &str = concat!(
    "SELECT * FROM (SELECT * FROM (",
    correction::lines_beside!("0 AS made, 0 AS number, CAST(NULL AS TEXT) AS until_on, '' AS name, "),
    ") beside UNION ALL SELECT * FROM (SELECT 1, m.number, m.until, p.name, '', '', '', '', m.id, m.kind, m.words, \
     m.keep, m.side, m.moved_at FROM moves m JOIN persons p ON p.id = m.person WHERE m.town = $1 AND m.adaptation = $4 \
     AND m.number = $5 ORDER BY m.id DESC LIMIT 50) made) every ORDER BY every.made, every.id DESC"
);
const INSERT: &str = "INSERT INTO moves (town, id, adaptation, number, kind, words, until, keep, seat, person, side, \
    moved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const STAND: &str = "UPDATE adaptations SET standing = $3, changed_at = $4 WHERE town = $1 AND id = $2";

enum Either {
    Made(Made),
    Beside(correction::Line),
}

impl FromRow for Either {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let made = row.take::<i64>()? == 1;
        let (number, until, name) = (row.take()?, row.take()?, row.take()?);
        if !made {
            return correction::Line::from_row(row).map(Self::Beside);
        }
        let _: (String, String, String, String) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let _: Uuid = row.take()?;
        Ok(Self::Made(Made {
            number,
            until,
            name,
            kind: row.code()?,
            words: row.take()?,
            keep: row.take()?,
            side: row.code()?,
            at: row.take()?,
        }))
    }
}

/// The moves on the revision shown, newest first, and what stands beside it: one statement for one page.
pub async fn list(tx: &mut ReadTx, row: &Adaptation) -> Result<(Vec<Made>, Beside)> {
    let piece = Piece::Adaptation.code();
    let values = params![row.town, row.challenge, piece, row.id, row.number];
    let (mut made, mut beside) = (Vec::new(), Beside::default());
    for one in tx.all(LIST, values).await? {
        match one {
            Either::Made(one) => made.push(one),
            Either::Beside(line) => beside.add(line),
        }
    }
    Ok((made, beside))
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
