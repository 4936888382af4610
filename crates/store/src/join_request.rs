//! Requests to join a town's staff or a partner's members, and their answers.
//!
//! The events that mails are derived from (kind `join_request`, the record is the request): `asked` (to those who can
//! answer, and to whoever asked), `admitted` and `declined` (to whoever asked). `withdrawn` writes to nobody.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    event::{Change, RecordKind},
    id::{DepartmentId, JoinRequestId, PartnerId, PersonId},
    organisation::Answer,
};

use crate::{
    ReadTx, Result, SystemTx, WriteTx,
    person::Addressee,
    value::{FromRow, Row, params},
};

/// The most requests a list shows; whoever has more answers the oldest first.
const MOST: i64 = 50;

/// What somebody asks to join.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// A department of a town.
    Town(MunicipalityCode, DepartmentId),
    /// A partner.
    Partner(PartnerId),
}

/// A request.
#[derive(Clone, Debug)]
pub struct JoinRequest {
    /// The id.
    pub id: JoinRequestId,
    /// Who asks.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they ask to join.
    pub of: Of,
    /// The town's or partner's name.
    pub organisation: String,
    /// The department's name; empty for partners.
    pub department: String,
    /// The title they hold there.
    pub title: String,
    /// What they wrote.
    pub message: String,
    /// When they asked.
    pub asked_at: Timestamp,
    /// The answer, once there is one.
    pub answer: Option<Answer>,
    /// Why.
    pub reason: String,
}

impl FromRow for JoinRequest {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (id, person, name, email) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let town: Option<MunicipalityCode> = row.take()?;
        let department: Option<DepartmentId> = row.take()?;
        let partner: Option<PartnerId> = row.take()?;
        let of = match (town, department, partner) {
            (Some(town), Some(department), None) => Of::Town(town, department),
            (None, _, Some(partner)) => Of::Partner(partner),
            _ => return Err(crate::Error::Internal("a request to join nothing".to_owned())),
        };
        Ok(Self {
            id,
            person,
            name,
            email,
            of,
            organisation: row.take()?,
            department: row.take()?,
            title: row.take()?,
            message: row.take()?,
            asked_at: row.take()?,
            answer: row.take::<Option<String>>()?.as_deref().and_then(Answer::parse),
            reason: row.take()?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT q.id, q.person, n.name, COALESCE(n.email, ''), q.town, q.department, q.partner, \
             COALESCE(t.name, o.name, ''), COALESCE(d.name, ''), q.title, q.message, q.asked_at, q.answer, q.reason \
             FROM join_requests q JOIN persons n ON n.id = q.person \
             LEFT JOIN municipalities t ON t.code = q.town LEFT JOIN partners o ON o.id = q.partner \
             LEFT JOIN departments d ON d.town = q.town AND d.id = q.department ",
            $rest
        )
    };
}

const FIND: &str = select!("WHERE q.id = $1 AND (q.person = $2 OR q.town = $3 OR q.partner = $4)");
const FIND_ANY: &str = select!("WHERE q.id = $1");
const MINE: &str = select!("WHERE q.person = $1 ORDER BY q.id DESC LIMIT $2");
const OF_TOWN: &str = select!("WHERE q.town = $1 AND q.answer IS NULL ORDER BY q.id LIMIT $2");
const OF_PARTNER: &str = select!("WHERE q.partner = $1 AND q.answer IS NULL ORDER BY q.id LIMIT $2");
const WAITING: &str = "SELECT COUNT(*) FROM join_requests WHERE person = $1 AND answer IS NULL \
    AND (town = $2 OR partner = $3)";
const INSERT: &str = "INSERT INTO join_requests (id, person, town, department, partner, title, message, asked_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const ANSWER: &str = "UPDATE join_requests SET answer = $2, reason = $3, answered_by = $4, answered_at = $5 \
    WHERE id = $1 AND answer IS NULL";
const ADMINS: &str = "SELECT p.id, p.email, p.name, p.locale FROM join_requests q \
    JOIN staff_posts s ON s.town = q.town AND s.admin AND s.begins <= $2 AND (s.ends IS NULL OR s.ends >= $2) \
    JOIN persons p ON p.id = s.person WHERE q.id = $1 AND p.email IS NOT NULL \
    UNION SELECT p.id, p.email, p.name, p.locale FROM join_requests q \
    JOIN partner_members m ON m.partner = q.partner AND m.admin AND m.begins <= $2 AND (m.ends IS NULL OR m.ends >= $2) \
    JOIN persons p ON p.id = m.person WHERE q.id = $1 AND p.email IS NOT NULL LIMIT 50";

/// The town and partner whose people the viewer administers.
fn administered(tx: &ReadTx) -> (Option<MunicipalityCode>, Option<PartnerId>) {
    let viewer = tx.viewer();
    let town = viewer.town().filter(|town| viewer.administers_town(*town));
    let partner = viewer
        .partner()
        .filter(|partner| viewer.administers_partner(*partner));
    (town, partner)
}

/// A request of one's own, or one that one can answer.
pub async fn find(tx: &mut ReadTx, id: JoinRequestId) -> Result<Option<JoinRequest>> {
    let (town, partner) = administered(tx);
    let person = tx.viewer().person;
    tx.one(FIND, params![id, person, town, partner]).await
}

/// A request, for the mail about it.
pub async fn find_any(tx: &mut SystemTx, id: JoinRequestId) -> Result<Option<JoinRequest>> {
    tx.one(FIND_ANY, params![id]).await
}

/// Who can answer a request, for the mail about it.
pub async fn admins(tx: &mut SystemTx, id: JoinRequestId) -> Result<Vec<Addressee>> {
    let today = tx.moment().now.day();
    tx.all(ADMINS, params![id, today]).await
}

/// The viewer's own requests, the newest first.
pub async fn mine(tx: &mut ReadTx) -> Result<Vec<JoinRequest>> {
    let person = tx.viewer().person;
    tx.all(MINE, params![person, MOST]).await
}

/// The requests that wait for the viewer's answer, the oldest first.
pub async fn waiting(tx: &mut ReadTx) -> Result<Vec<JoinRequest>> {
    match administered(tx) {
        (Some(town), _) => tx.all(OF_TOWN, params![town, MOST]).await,
        (_, Some(partner)) => tx.all(OF_PARTNER, params![partner, MOST]).await,
        _ => Ok(Vec::new()),
    }
}

/// A request to be made by the viewer.
#[derive(Clone, Debug)]
pub struct NewRequest<'a> {
    /// What to join.
    pub of: Of,
    /// The title held there; may be empty.
    pub title: &'a str,
    /// A word to whoever answers; may be empty.
    pub message: &'a str,
}

/// Asks to join. `None` when the viewer's request waits for an answer already.
pub async fn insert(tx: &mut WriteTx, new: &NewRequest<'_>) -> Result<Option<JoinRequestId>> {
    let (id, now, person) = (JoinRequestId::new(tx.moment()), tx.now(), tx.viewer().person);
    let (town, department, partner) = match new.of {
        Of::Town(town, department) => (Some(town), Some(department), None),
        Of::Partner(partner) => (None, None, Some(partner)),
    };
    if tx.one::<i64>(WAITING, params![person, town, partner]).await? != Some(0) {
        return Ok(None);
    }
    let values = params![id, person, town, department, partner, new.title, new.message, now];
    tx.run(INSERT, values).await?;
    tx.note(change(id, "asked", town)).await?;
    Ok(Some(id))
}

/// Answers a request. `false` when it was answered meanwhile.
pub async fn answer(tx: &mut WriteTx, row: &JoinRequest, answer: Answer, reason: &str) -> Result<bool> {
    let (now, person) = (tx.now(), tx.viewer().person);
    let values = params![row.id, answer.code(), reason, person, now];
    if tx.run(ANSWER, values).await? == 0 {
        return Ok(false);
    }
    let town = match row.of {
        Of::Town(town, _) => Some(town),
        Of::Partner(_) => None,
    };
    tx.note(change(row.id, answer.code(), town).to(reason.to_owned()))
        .await?;
    Ok(true)
}

fn change(id: JoinRequestId, verb: &'static str, town: Option<MunicipalityCode>) -> Change {
    let change = Change::new(RecordKind::JoinRequest, id, verb);
    match town {
        Some(town) => change.of_town(town),
        None => change,
    }
}
