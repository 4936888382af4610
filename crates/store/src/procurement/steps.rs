//! What is done with a procedure that is foreseen, and corrections of what was written.

use domain::{Coded, Day, Timestamp, audience::Audience, procurement::Step};

use super::{Outcome, Procurement, author, note};
use crate::{
    ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

const ANNOUNCE: &str = "UPDATE procurements SET state = $4, announced_on = $5, announced_where = $6 \
    WHERE town = $1 AND id = $2 AND state = $3";
const SETTLE: &str = "UPDATE procurements SET state = $4, settled_on = $5, chosen = $6, amount = $7, chosen_why = $8, \
    covers_until = $9 WHERE town = $1 AND id = $2 AND state = $3";
const DROP: &str = "UPDATE procurements SET state = $4, dropped_on = $5, dropped_why = $6 \
    WHERE town = $1 AND id = $2 AND state = $3";
const OPEN: &str = "UPDATE procurements SET audience = $3 WHERE town = $1 AND id = $2";

/// The state it goes to; `None` when the step is not to be taken from here.
fn next(row: &Procurement, step: Step) -> Option<(&'static str, &'static str)> {
    let next = row.state.after(step)?;
    Some((row.state.code(), next.code()))
}

/// Announces it. `false` when it is not foreseen any more.
pub async fn announce(tx: &mut WriteTx, row: &Procurement, day: Day, place: &str) -> Result<bool> {
    let Some((from, to)) = next(row, Step::Announce) else {
        return Ok(false);
    };
    let changed = tx
        .run(ANNOUNCE, params![row.town, row.id, from, to, day, place])
        .await?;
    note(tx, row.town, row.id, "announced", &format!("{day} {place}")).await?;
    Ok(changed == 1)
}

/// Records its result. `false` when it is not under way.
pub async fn settle(tx: &mut WriteTx, row: &Procurement, outcome: &Outcome) -> Result<bool> {
    let Some((from, to)) = next(row, Step::Settle) else {
        return Ok(false);
    };
    let values = params![
        row.town,
        row.id,
        from,
        to,
        outcome.day,
        &outcome.chosen,
        outcome.amount,
        &outcome.why,
        outcome.covers_until
    ];
    let changed = tx.run(SETTLE, values).await?;
    let said = format!("{} {} {}", outcome.day, outcome.chosen, outcome.amount);
    note(tx, row.town, row.id, "settled", &said).await?;
    Ok(changed == 1)
}

/// Gives it up, with the reason. `false` when it has ended.
pub async fn give_up(tx: &mut WriteTx, row: &Procurement, day: Day, why: &str) -> Result<bool> {
    let Some((from, to)) = next(row, Step::Drop) else {
        return Ok(false);
    };
    let changed = tx
        .run(DROP, params![row.town, row.id, from, to, day, why])
        .await?;
    note(tx, row.town, row.id, "dropped", why).await?;
    Ok(changed == 1)
}

/// Opens it further, or closes it to the circle again: one hand, the town's.
pub async fn open(tx: &mut WriteTx, row: &Procurement, audience: Audience) -> Result<()> {
    tx.run(OPEN, params![row.town, row.id, audience.code()]).await?;
    note(tx, row.town, row.id, "opened", audience.code()).await
}

/// A dated correction; what it corrects stays as it was.
#[derive(Clone, Debug)]
pub struct Correction {
    /// What was wrong, and what is right.
    pub words: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub written_at: Timestamp,
}

struct Particular {
    correction: bool,
    words: String,
    author: String,
    written_at: Timestamp,
}

impl FromRow for Particular {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            correction: row.take()?,
            words: row.take()?,
            author: row.take()?,
            written_at: row.take()?,
        })
    }
}

const PARTICULARS: &str = "SELECT k.correction, k.words, k.author, k.written_at FROM (\
    SELECT FALSE AS correction, x.position AS number, x.title AS words, '' AS author, x.position AS written_at \
    FROM procurement_parts x WHERE x.town = $1 AND x.procurement = $2 \
    UNION ALL SELECT TRUE, c.number, c.words, n.name, c.written_at FROM procurement_corrections c \
    JOIN persons n ON n.id = c.person WHERE c.town = $1 AND c.procurement = $2) k ORDER BY k.correction, k.number LIMIT 100";

/// The titles of the parts a procedure the viewer was shown is about, and its corrections in their order.
pub async fn particulars(tx: &mut ReadTx, row: &Procurement) -> Result<(Vec<String>, Vec<Correction>)> {
    let rows: Vec<Particular> = tx.all(PARTICULARS, params![row.town, row.id]).await?;
    let (corrections, parts): (Vec<_>, Vec<_>) = rows.into_iter().partition(|one| one.correction);
    let correction = |one: Particular| Correction {
        words: one.words,
        author: one.author,
        written_at: one.written_at,
    };
    Ok((
        parts.into_iter().map(|one| one.words).collect(),
        corrections.into_iter().map(correction).collect(),
    ))
}

const LAST_CORRECTION: &str =
    "SELECT COALESCE(MAX(number), 0) FROM procurement_corrections WHERE town = $1 AND procurement = $2";
const CORRECT: &str = "INSERT INTO procurement_corrections (town, procurement, number, words, person, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Adds a correction.
pub async fn correct(tx: &mut WriteTx, row: &Procurement, words: &str) -> Result<()> {
    let (now, person) = (tx.now(), author(tx)?);
    let last: Option<i64> = tx.one(LAST_CORRECTION, params![row.town, row.id]).await?;
    let values = params![row.town, row.id, last.unwrap_or(0) + 1, words, person, now];
    tx.run(CORRECT, values).await?;
    note(tx, row.town, row.id, "corrected", words).await
}
