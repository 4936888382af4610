//! What people without an account ask to be put right, and what they are answered. They find the answer by a receipt, of
//! which only a digest is kept; an address is erased some days after the answer.
//!
//! Events of kind `correction_request`: `asked`, `answered` (after: outcome and words).

use domain::{
    Coded, MunicipalityCode, Timestamp,
    correction::{ADDRESS_DAYS, Outcome, REQUEST_DAYS},
    event::{Change, RecordKind},
    id::{ChallengeId, CorrectionRequestId},
};
use uuid::Uuid;

use crate::{
    Cursor, Error, Page, ReadTx, Result, SystemTx, WriteTx,
    page::ROWS,
    person::Addressee,
    value::{FromRow, Row, params},
};

/// A request.
#[derive(Clone, Debug)]
pub struct CorrectionRequest {
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// The id.
    pub id: CorrectionRequestId,
    /// The challenge whose record it is about.
    pub challenge: ChallengeId,
    /// What should be put right.
    pub words: String,
    /// Where the answer is to be sent; empty where nobody said, or it was erased.
    pub email: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// What it came to.
    pub outcome: Option<Outcome>,
    /// In words; empty until then.
    pub answer: String,
    /// When.
    pub answered_at: Option<Timestamp>,
}

impl FromRow for CorrectionRequest {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            town_name: row.take()?,
            id: row.take()?,
            challenge: row.take()?,
            words: row.take()?,
            email: row.take()?,
            asked_at: row.take()?,
            outcome: row.take::<Option<String>>()?.as_deref().and_then(Outcome::parse),
            answer: row.take()?,
            answered_at: row.take()?,
        })
    }
}

macro_rules! requests {
    ($where:literal) => {
        concat!(
            "SELECT q.town, t.name, q.id, q.challenge, q.words, q.email, q.asked_at, q.outcome, q.answer, q.answered_at \
             FROM correction_requests q JOIN municipalities t ON t.code = q.town WHERE ",
            $where
        )
    };
}

// They are the town's alone, whoever sits in the circle.
const FIND: &str = requests!("q.id = $1 AND q.town = $2");
const BY_RECEIPT: &str = requests!("q.receipt = $1");
const ANY: &str = requests!("q.id = $1");
const WAITING: &str =
    requests!("q.town = $1 AND q.town = $2 AND q.outcome IS NULL AND q.id > $3 ORDER BY q.id LIMIT $4");
const ANSWERED: &str = requests!(
    "q.town = $1 AND q.town = $2 AND q.outcome IS NOT NULL AND q.id < $3 ORDER BY q.id DESC LIMIT $4"
);

/// One request, for the staff of its town.
pub async fn find(tx: &mut ReadTx, id: CorrectionRequestId) -> Result<Option<CorrectionRequest>> {
    let town = tx.viewer().town();
    tx.one(FIND, params![id, town]).await
}

/// The request of a receipt. Whoever has the receipt asked it.
pub async fn find_by_receipt(tx: &mut ReadTx, digest: &[u8; 32]) -> Result<Option<CorrectionRequest>> {
    tx.one(BY_RECEIPT, params![digest.as_slice()]).await
}

/// One request, for the worker that writes its mails.
pub async fn find_any(tx: &mut SystemTx, id: CorrectionRequestId) -> Result<Option<CorrectionRequest>> {
    tx.one(ANY, params![id]).await
}

/// The requests of a town that wait, the longest waiting first, or those answered, the latest first; for its staff.
pub async fn list(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    answered: bool,
    after: Option<&Cursor>,
) -> Result<Page<CorrectionRequest>> {
    let first = if answered { Uuid::max() } else { Uuid::nil() };
    let from = after.map_or(first, |cursor| cursor.id);
    let sql = if answered { ANSWERED } else { WAITING };
    let staff_of = tx.viewer().town();
    let rows: Vec<CorrectionRequest> = tx.all(sql, params![town, staff_of, from, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: "id".to_owned(),
        id: one.id.uuid(),
    }))
}

/// A request as it is asked.
#[derive(Clone, Copy, Debug)]
pub struct NewRequest<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// The challenge.
    pub challenge: ChallengeId,
    /// What should be put right.
    pub words: &'a str,
    /// Where the answer is to be sent; may be empty.
    pub email: &'a str,
    /// The digest of the receipt.
    pub receipt: &'a [u8; 32],
}

const INSERT: &str = "INSERT INTO correction_requests (town, id, challenge, words, email, receipt, asked_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Keeps a request.
pub async fn insert(tx: &mut WriteTx, new: &NewRequest<'_>) -> Result<CorrectionRequestId> {
    let (id, now) = (CorrectionRequestId::new(tx.moment()), tx.now());
    let values = params![
        new.town,
        id,
        new.challenge,
        new.words,
        new.email,
        new.receipt.as_slice(),
        now
    ];
    tx.run(INSERT, values).await?;
    // The words may name people; they stay in the row, which is deleted in time.
    tx.note(change(new.town, id, "asked")).await?;
    Ok(id)
}

const ANSWER: &str = "UPDATE correction_requests SET outcome = $3, answer = $4, answered_by = $5, answered_at = $6 \
    WHERE town = $1 AND id = $2 AND outcome IS NULL";

/// Answers a request. `false` when somebody else did meanwhile: then nothing may be committed.
pub async fn answer(
    tx: &mut WriteTx,
    row: &CorrectionRequest,
    outcome: Outcome,
    words: &str,
) -> Result<bool> {
    let (now, person) = (tx.now(), tx.viewer().person);
    let person = person.ok_or_else(|| Error::Internal("a request is answered by a person".to_owned()))?;
    let values = params![row.town, row.id, outcome.code(), words, person, now];
    if tx.run(ANSWER, values).await? == 0 {
        return Ok(false);
    }
    let after = format!("{}: {words}", outcome.code());
    tx.note(change(row.town, row.id, "answered").to(after)).await?;
    Ok(true)
}

const READERS: &str = "SELECT p.id, p.name, p.email, p.locale FROM correction_requests q \
    JOIN staff_posts s ON s.town = q.town AND s.begins <= $2 AND (s.ends IS NULL OR s.ends >= $2) \
    JOIN persons p ON p.id = s.person WHERE q.id = $1 AND p.email IS NOT NULL AND p.confirmed_at IS NOT NULL \
    AND (s.admin OR EXISTS (SELECT 1 FROM circle_members m WHERE m.town = q.town AND m.challenge = q.challenge \
    AND m.seat = s.id AND m.left_at IS NULL)) ORDER BY p.id LIMIT 50";

/// Who of the town hears of a request: its admins, and its people in the circle.
pub async fn readers(tx: &mut SystemTx, id: CorrectionRequestId) -> Result<Vec<Addressee>> {
    let today = tx.moment().today();
    tx.all(READERS, params![id, today]).await
}

const ERASE: &str = "UPDATE correction_requests SET email = '' WHERE email <> '' AND answered_at <= $1";
const DELETE: &str = "DELETE FROM correction_requests WHERE COALESCE(answered_at, asked_at) <= $1";

/// Erases addresses and deletes requests whose time is over; for the nightly worker. Answers how many rows changed.
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let now = tx.moment().now;
    let erased = tx
        .run(ERASE, params![now.plus(-ADDRESS_DAYS * Timestamp::DAY)])
        .await?;
    let deleted = tx
        .run(DELETE, params![now.plus(-REQUEST_DAYS * Timestamp::DAY)])
        .await?;
    Ok(erased + deleted)
}

fn change(town: MunicipalityCode, id: CorrectionRequestId, verb: &'static str) -> Change {
    Change::new(RecordKind::CorrectionRequest, id, verb).of_town(town)
}
