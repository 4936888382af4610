//! The operator's invitation of a town's first admin. Its mail carries a link; accepting it begins the town.
//!
//! The event its mail is derived from: kind `invitation`, verb `invited` or `invited_again`, the record is the invitation.

use domain::{
    Day, MunicipalityCode, Timestamp, Viewer,
    email::Email,
    event::{Change, RecordKind},
    id::{InvitationId, PersonId},
};

use crate::{
    ReadTx, Result, SystemTx, WriteTx, municipality, post,
    value::{FromRow, Row, params},
};

/// How long an invitation can be accepted.
pub const LASTS: i64 = 14 * Timestamp::DAY;

/// An invitation.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The id, from which its link is derived.
    pub id: InvitationId,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// Where it was sent.
    pub email: String,
    /// Whom.
    pub name: String,
    /// The department they work in.
    pub department: String,
    /// Their title there.
    pub title: String,
    /// The domain of the town's addresses.
    pub domain: String,
    /// When it was last sent.
    pub invited_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
}

impl Invitation {
    /// Whether it can still be accepted.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.accepted_at.is_none() && now < self.expires_at
    }
}

impl FromRow for Invitation {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            town: row.take()?,
            town_name: row.take()?,
            email: row.take()?,
            name: row.take()?,
            department: row.take()?,
            title: row.take()?,
            domain: row.take()?,
            invited_at: row.take()?,
            expires_at: row.take()?,
            accepted_at: row.take()?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.town, t.name, i.email, i.name, i.department, i.title, i.domain, i.invited_at, i.expires_at, \
             i.accepted_at FROM invitations i JOIN municipalities t ON t.code = i.town ",
            $rest
        )
    };
}

const FIND: &str = select!("WHERE i.id = $1");
const LIST: &str = select!("ORDER BY i.id DESC LIMIT 100");
const INSERT: &str = "INSERT INTO invitations (id, town, email, name, department, title, domain, invited_by, invited_at, \
    expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const RENEW: &str =
    "UPDATE invitations SET invited_at = $2, expires_at = $3 WHERE id = $1 AND accepted_at IS NULL";
const ACCEPT: &str = "UPDATE invitations SET accepted_at = $2, accepted_by = $3 \
    WHERE id = $1 AND accepted_at IS NULL AND expires_at > $2";

/// An invitation to be sent.
#[derive(Clone, Debug)]
pub struct NewInvitation<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// Where to.
    pub email: &'a Email,
    /// Whom.
    pub name: &'a str,
    /// The department they work in.
    pub department: &'a str,
    /// Their title there.
    pub title: &'a str,
    /// The domain of the town's addresses.
    pub domain: &'a str,
}

/// An invitation by its id, for whoever holds its link, and for its mail.
pub async fn find(tx: &mut SystemTx, id: InvitationId) -> Result<Option<Invitation>> {
    tx.one(FIND, params![id]).await
}

/// Those sent, the newest first; for the operator. Nobody else is shown any.
pub async fn list(tx: &mut ReadTx) -> Result<Vec<Invitation>> {
    if !tx.viewer().is_operator() {
        return Ok(Vec::new());
    }
    tx.all(LIST, params![]).await
}

/// Invites, in the operator's name.
pub async fn insert(tx: &mut WriteTx, new: &NewInvitation<'_>) -> Result<InvitationId> {
    let (id, now) = (InvitationId::new(tx.moment()), tx.now());
    let by = tx.viewer().person;
    let values = params![
        id,
        new.town,
        new.email.as_str(),
        new.name,
        new.department,
        new.title,
        new.domain,
        by,
        now,
        now.plus(LASTS)
    ];
    tx.run(INSERT, values).await?;
    tx.note(change(id, "invited", new.town)).await?;
    Ok(id)
}

/// Sends one once more and lets it last anew. `false` when it was accepted.
pub async fn renew(tx: &mut WriteTx, id: InvitationId, town: MunicipalityCode) -> Result<bool> {
    let now = tx.now();
    if tx.run(RENEW, params![id, now, now.plus(LASTS)]).await? == 0 {
        return Ok(false);
    }
    tx.note(change(id, "invited_again", town)).await?;
    Ok(true)
}

/// Accepts an invitation for a person: the town joins, its domain is registered, and the person holds its first post
/// with the keys. `None` when it is accepted or expired: then nothing may be committed.
pub async fn accept(tx: SystemTx, row: &Invitation, person: PersonId) -> Result<Option<WriteTx>> {
    let today: Day = tx.moment().now.day();
    let viewer = Viewer {
        person: Some(person),
        hat: None,
    };
    let mut tx = tx.write_as(viewer);
    let now = tx.now();
    if tx.run(ACCEPT, params![row.id, now, person]).await? == 0 {
        return Ok(None);
    }
    tx.note(change(row.id, "accepted", row.town)).await?;
    municipality::join(&mut tx, row.town).await?;
    municipality::add_domain(&mut tx, row.town, &row.domain).await?;
    let known = post::departments(&mut tx, row.town).await?;
    let department = match known.iter().find(|one| one.name == row.department) {
        Some(one) => one.id,
        None => post::insert_department(&mut tx, row.town, &row.department, 0).await?,
    };
    let new = post::NewPost {
        town: row.town,
        department,
        person,
        title: &row.title,
        admin: true,
        begins: today,
        ends: None,
    };
    post::insert(&mut tx, &new).await?;
    Ok(Some(tx))
}

fn change(id: InvitationId, verb: &'static str, town: MunicipalityCode) -> Change {
    Change::new(RecordKind::Invitation, id, verb).of_town(town)
}
