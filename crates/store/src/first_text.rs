//! What each wrote by themselves after a trial, before one text was made of it: rows and SQL. Nobody is handed a text
//! they may not read.
//!
//! Events of kind `trial`: `wrote_first` (without the text: it is not everybody's yet), `set_writing` (after: the day),
//! `opened_firsts`.

use domain::{
    Coded, Day, Side, Timestamp,
    first_text::{Reader, may_read},
    id::SeatId,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    trial::{Trial, note},
    value::{FromRow, Row, params},
};

/// What somebody wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// What became clear; Markdown.
    pub learnt: String,
    /// What to keep; may be empty.
    pub keep: String,
    /// What to change; may be empty.
    pub change: String,
    /// What to ask next; may be empty.
    pub ask: String,
}

/// Somebody of the circle, and what they wrote.
#[derive(Clone, Debug)]
pub struct First {
    /// Where they sit.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// Their side.
    pub side: Side,
    /// Whether they co-own the challenge now.
    pub owner: bool,
    /// When they wrote.
    pub written_at: Option<Timestamp>,
    /// What they wrote, where the viewer may read it.
    pub text: Option<Text>,
}

impl FromRow for First {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (seat, name, side, owner) = (row.take()?, row.take()?, row.code()?, row.take()?);
        let written_at = row.take()?;
        let text = Text {
            learnt: row.take()?,
            keep: row.take()?,
            change: row.take()?,
            ask: row.take()?,
        };
        Ok(Self {
            seat,
            name,
            side,
            owner,
            text: Option::map(written_at, |_: Timestamp| text),
            written_at,
        })
    }
}

const LIST: &str = "SELECT m.seat, p.name, m.side, m.owner AND m.left_at IS NULL, x.written_at, COALESCE(x.learnt, ''), \
    COALESCE(x.keep, ''), COALESCE(x.change, ''), COALESCE(x.ask, '') FROM circle_members m \
    JOIN persons p ON p.id = m.person LEFT JOIN first_texts x ON x.town = m.town AND x.trial = $3 AND x.seat = m.seat \
    WHERE m.town = $1 AND m.challenge = $2 AND (m.left_at IS NULL OR x.seat IS NOT NULL) \
    ORDER BY m.side DESC, m.joined_at, m.seat LIMIT 60";

/// Who wrote and who has still to write; the texts only where the viewer may read them. Nobody for those outside the circle.
pub async fn list(tx: &mut ReadTx, row: &Trial, today: Day) -> Result<Vec<First>> {
    let Some(writing) = row.writing().filter(|_| row.in_circle) else {
        return Ok(Vec::new());
    };
    let seat = tx.viewer().seat();
    let mut all: Vec<First> = tx.all(LIST, params![row.town, row.challenge, row.id]).await?;
    let reader = reader(row, &all, seat);
    for one in &mut all {
        let own = Some(one.seat) == seat;
        one.text = one.text.take().filter(|_| may_read(reader, own, writing, today));
    }
    Ok(all)
}

/// The viewer before the texts.
pub fn reader(row: &Trial, all: &[First], seat: Option<SeatId>) -> Reader {
    Reader {
        in_circle: row.in_circle,
        wrote: all
            .iter()
            .any(|one| Some(one.seat) == seat && one.written_at.is_some()),
    }
}

const INSERT: &str = "INSERT INTO first_texts (town, trial, seat, person, side, learnt, keep, change, ask, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const SET: &str =
    "UPDATE trials SET write_until = $3 WHERE town = $1 AND id = $2 AND firsts_opened_at IS NULL";
const OPEN: &str =
    "UPDATE trials SET firsts_opened_at = $3 WHERE town = $1 AND id = $2 AND firsts_opened_at IS NULL";

/// Writes the viewer's own text, once.
pub async fn insert(tx: &mut WriteTx, row: &Trial, new: &Text) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let values = params![
        row.town,
        row.id,
        author.seat,
        author.person,
        author.side.code(),
        &new.learnt,
        &new.keep,
        &new.change,
        &new.ask,
        now
    ];
    tx.run(INSERT, values).await?;
    note(tx, row.town, row.id, "wrote_first", None, "").await
}

/// Sets the last day for writing.
pub async fn set(tx: &mut WriteTx, row: &Trial, until: Day) -> Result<()> {
    tx.run(SET, params![row.town, row.id, until]).await?;
    note(tx, row.town, row.id, "set_writing", None, &until.to_string()).await
}

/// Opens the texts to the whole circle before the day.
pub async fn open(tx: &mut WriteTx, row: &Trial) -> Result<()> {
    let now = tx.now();
    tx.run(OPEN, params![row.town, row.id, now]).await?;
    note(tx, row.town, row.id, "opened_firsts", None, "").await
}
