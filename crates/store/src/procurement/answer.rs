//! 伝えたこと: what somebody was told about a procedure, and whether everyone has been shown the same.
//!
//! Events of kind `procurement`: `told`, `shown` (of the answer), `followed` and `unfollowed` (of the procedure).

use domain::{
    Day, MunicipalityCode, Timestamp,
    event::{Change, RecordKind},
    id::{AnswerId, DialogueId, ProcurementId},
};

use uuid::Uuid;

use super::{Procurement, author};
use crate::{
    Cursor, Page, ReadTx, Result, SystemTx, WriteTx,
    page::ROWS,
    person::Addressee,
    value::{FromRow, Row, params},
};

/// Something that was told.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: AnswerId,
    /// The procedure.
    pub procurement: ProcurementId,
    /// What was asked; may be empty.
    pub question: String,
    /// What was told.
    pub told: String,
    /// To whom first.
    pub told_to: String,
    /// On which day.
    pub told_on: Day,
    /// The dialogue in which it was told.
    pub dialogue: Option<DialogueId>,
    /// When everyone was shown it.
    pub shown_at: Option<Timestamp>,
}

impl FromRow for Answer {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            procurement: row.take()?,
            question: row.take()?,
            told: row.take()?,
            told_to: row.take()?,
            told_on: row.take()?,
            dialogue: row.take()?,
            shown_at: row.take()?,
        })
    }
}

macro_rules! answers {
    ($where:literal) => {
        concat!(
            "SELECT w.town, w.id, w.procurement, w.question, w.told, w.told_to, w.told_on, w.dialogue, w.shown_at \
             FROM procurement_answers w WHERE ",
            $where
        )
    };
}

// What is not shown to all is the town's staff's to see: they still have to show it.
const LIST: &str = answers!(
    "w.town = $1 AND w.procurement = $2 AND (w.shown_at IS NOT NULL OR w.town = $3) AND w.id < $4 \
     ORDER BY w.id DESC LIMIT $5"
);
const FIND: &str = answers!("w.id = $1 AND w.town = $2");
const ANY: &str = answers!("w.id = $1");

/// What was told about a procedure the viewer was shown, the newest first.
pub async fn list(tx: &mut ReadTx, row: &Procurement, after: Option<&Cursor>) -> Result<Page<Answer>> {
    let (own, before) = (tx.viewer().town(), after.map_or(Uuid::max(), |cursor| cursor.id));
    let values = params![row.town, row.id, own, before, ROWS + 1];
    Ok(Page::cut(tx.all(LIST, values).await?, |one: &Answer| Cursor {
        key: String::new(),
        id: one.id.uuid(),
    }))
}

/// Something told by the viewer's town.
pub async fn find(tx: &mut ReadTx, id: AnswerId) -> Result<Option<Answer>> {
    let own = tx.viewer().town();
    tx.one(FIND, params![id, own]).await
}

/// Something told, whoever asks: for mails.
pub async fn find_any(tx: &mut SystemTx, id: AnswerId) -> Result<Option<Answer>> {
    tx.one(ANY, params![id]).await
}

/// Something as it is told.
#[derive(Clone, Debug)]
pub struct NewAnswer<'a> {
    /// What was asked; may be empty.
    pub question: &'a str,
    /// What was told.
    pub told: &'a str,
    /// To whom.
    pub told_to: &'a str,
    /// On which day.
    pub told_on: Day,
    /// In which dialogue.
    pub dialogue: Option<DialogueId>,
}

const INSERT: &str = "INSERT INTO procurement_answers (town, id, procurement, question, told, told_to, told_on, dialogue, \
    person, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Writes down what was told. It waits until everyone is shown it.
pub async fn insert(tx: &mut WriteTx, row: &Procurement, new: &NewAnswer<'_>) -> Result<AnswerId> {
    let (id, now, person) = (AnswerId::new(tx.moment()), tx.now(), author(tx)?);
    let values = params![
        row.town,
        id,
        row.id,
        new.question,
        new.told,
        new.told_to,
        new.told_on,
        new.dialogue,
        person,
        now
    ];
    tx.run(INSERT, values).await?;
    note(tx, row.town, id, "told", new.told).await?;
    Ok(id)
}

/// What one was told of a challenge waits, beside the newest of its open procedures, until it is shown to all. Nothing waits
/// where nothing was told or no procedure is open.
pub async fn wait(tx: &mut WriteTx, open: &[Procurement], new: &NewAnswer<'_>) -> Result<()> {
    if let Some(procedure) = open.first().filter(|_| !new.told.trim().is_empty()) {
        insert(tx, procedure, new).await?;
    }
    Ok(())
}

const SHOW: &str = "UPDATE procurement_answers SET shown_at = $3, shown_by = $4 \
    WHERE town = $1 AND id = $2 AND shown_at IS NULL";

/// Shows it to all. `false` when it was shown before.
pub async fn show(tx: &mut WriteTx, row: &Answer) -> Result<bool> {
    let (now, person) = (tx.now(), author(tx)?);
    if tx.run(SHOW, params![row.town, row.id, now, person]).await? == 0 {
        return Ok(false);
    }
    note(tx, row.town, row.id, "shown", &row.told).await?;
    Ok(true)
}

async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: AnswerId,
    verb: &'static str,
    after: &str,
) -> Result<()> {
    let change = Change::new(RecordKind::Procurement, id, verb)
        .of_town(town)
        .to(after.to_owned());
    tx.note(change).await
}

const FOLLOW: &str = "INSERT INTO procurement_followers (town, procurement, person, since) VALUES ($1, $2, $3, $4) \
    ON CONFLICT DO NOTHING";
const UNFOLLOW: &str =
    "DELETE FROM procurement_followers WHERE town = $1 AND procurement = $2 AND person = $3";
const FOLLOWS: &str =
    "SELECT COUNT(*) FROM procurement_followers WHERE town = $1 AND procurement = $2 AND person = $3";

/// Whether the viewer asked to be told.
pub async fn follows(tx: &mut ReadTx, row: &Procurement) -> Result<bool> {
    let Some(person) = tx.viewer().person else {
        return Ok(false);
    };
    let found: Option<i64> = tx.one(FOLLOWS, params![row.town, row.id, person]).await?;
    Ok(found == Some(1))
}

/// The viewer asks to be told, or not to be any more.
pub async fn follow(tx: &mut WriteTx, row: &Procurement, wanted: bool) -> Result<()> {
    let (now, person) = (tx.now(), author(tx)?);
    let verb = if wanted {
        tx.run(FOLLOW, params![row.town, row.id, person, now]).await?;
        "followed"
    } else {
        tx.run(UNFOLLOW, params![row.town, row.id, person]).await?;
        "unfollowed"
    };
    let change = Change::new(RecordKind::Procurement, row.id, verb).of_town(row.town);
    tx.note(change).await
}

/// Whom a mail about a procedure goes to: the partners' people in the circle, and whoever asked to be told.
const READERS: &str = "SELECT n.id, n.email, n.name, n.locale FROM (SELECT m.person FROM procurements p \
    JOIN circle_members m ON m.town = p.town AND m.challenge = p.challenge AND m.side = 'partner' AND m.left_at IS NULL \
    WHERE p.town = $1 AND p.id = $2 UNION SELECT f.person FROM procurement_followers f WHERE f.town = $1 \
    AND f.procurement = $2) k JOIN persons n ON n.id = k.person WHERE n.email IS NOT NULL ORDER BY n.id LIMIT 500";
const PURPOSE: &str = "SELECT purpose FROM procurements WHERE town = $1 AND id = $2";

/// Whom something told is mailed to once it is shown, and what the procedure is for.
pub async fn readers(tx: &mut SystemTx, row: &Answer) -> Result<(String, Vec<Addressee>)> {
    let purpose: Option<String> = tx.one(PURPOSE, params![row.town, row.procurement]).await?;
    let people = tx.all(READERS, params![row.town, row.procurement]).await?;
    Ok((purpose.unwrap_or_default(), people))
}
