//! What a trial cost: rows and SQL. A cost is open to whom what is counted in its trial is open; sums are read with the trial's record.
//!
//! Events of kind `trial`: `spent`, `respent`, `unspent` (before and after: yen and what for).

use domain::{Coded, Day, id::CostId, spending::Bearer};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    page::{Cursor, Page, ROWS},
    trial::{
        Trial, note,
        written::{Recorded, Stood, Values, Written, anew, newest, page, taken_back, written},
    },
    value::{FromRow, Row, params},
};

/// A cost.
#[derive(Clone, Debug)]
pub struct Cost {
    /// What every record of a trial has; its day is when it was paid, or fell due.
    pub written: Written,
    /// The id.
    pub id: CostId,
    /// What for.
    pub what: String,
    /// How many yen.
    pub amount: i64,
    /// Who bears it.
    pub bearer: Bearer,
    /// A note; may be empty.
    pub note: String,
    /// How many yen it was before it was corrected.
    pub before: Option<i64>,
}

impl FromRow for Cost {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let written = Written::from_row(row)?;
        Ok(Self {
            id: CostId::from_uuid(written.record),
            written,
            what: row.take()?,
            amount: row.take()?,
            bearer: row.code()?,
            note: row.take()?,
            before: row.take()?,
        })
    }
}

macro_rules! costs {
    ($rest:literal) => {
        written!(
            "trial_costs",
            "paid_on",
            "x.what, x.amount, x.bearer, x.note, e.amount",
            " LEFT JOIN trial_earlier e ON e.town = x.town AND e.record = x.id AND e.number = x.version - 1",
            $rest
        )
    };
}

const FIND: &str = costs!(" AND x.id = $4");
const NEWEST: &str = costs!(
    " AND x.town = $4 AND x.trial = $5 AND (x.paid_on, x.id) < ($6, $7) ORDER BY x.paid_on DESC, x.id DESC LIMIT $8"
);

/// The most costs of one export.
pub const MOST: i64 = 5_000;

/// One cost, if the viewer may have what is counted in its trial.
pub async fn find(tx: &mut ReadTx, id: CostId) -> Result<Option<Cost>> {
    tx.seen_one(FIND, params![id]).await
}

/// What a trial cost, the newest day first.
pub async fn list(tx: &mut ReadTx, row: &Trial, after: Option<&Cursor>) -> Result<Page<Cost>> {
    Ok(page(newest(tx, NEWEST, row, after, ROWS + 1).await?))
}

/// All of it for an export, the newest day first, at most [`MOST`].
pub async fn all(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Cost>> {
    newest(tx, NEWEST, row, None, MOST).await
}

/// A cost as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewCost<'a> {
    /// The day.
    pub day: Day,
    /// What for.
    pub what: &'a str,
    /// How many yen.
    pub amount: i64,
    /// Who bears it.
    pub bearer: Bearer,
    /// A note; may be empty.
    pub note: &'a str,
}

const INSERT: &str = "INSERT INTO trial_costs (town, id, trial, paid_on, what, amount, bearer, note, person, side, \
    written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
/// Writes down a cost.
pub async fn insert(tx: &mut WriteTx, row: &Trial, new: &NewCost<'_>) -> Result<CostId> {
    let (id, now, author) = (CostId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let values = params![
        row.town,
        id,
        row.id,
        new.day,
        new.what,
        new.amount,
        new.bearer.code(),
        new.note,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    note(tx, row.town, row.id, "spent", None, &said(new.amount, new.what)).await?;
    Ok(id)
}

impl Recorded for Cost {
    type New<'a> = NewCost<'a>;
    const ANEW: &'static str = anew!(
        "trial_costs",
        "paid_on = $5, what = $6, amount = $7, bearer = $8, note = $9"
    );
    const TAKEN_BACK: &'static str = taken_back!("trial_costs");
    const VERBS: [&'static str; 2] = ["respent", "unspent"];

    fn written(&self) -> &Written {
        &self.written
    }

    fn stands(&self) -> Stood<'_> {
        Stood {
            amount: Some(self.amount),
            words: &self.what,
            detail: &self.note,
            code: self.bearer.code(),
        }
    }

    fn said(&self) -> String {
        said(self.amount, &self.what)
    }

    fn will_say(&self, new: &NewCost<'_>) -> String {
        said(new.amount, new.what)
    }

    fn values<'a>(new: &'a NewCost<'_>) -> Values<'a> {
        Values(params![new.day, new.what, new.amount, new.bearer.code(), new.note].to_vec())
    }
}

fn said(amount: i64, what: &str) -> String {
    format!("{amount}: {what}")
}
