//! Mails: derived from events, one for each event and recipient, and kept until they are sent.
//!
//! A mail may carry a link that opens an account. What it says is therefore forgotten once it is sent, unless the
//! installation keeps its mails (a demo, which shows them on a page instead of sending them).

use domain::{
    Timestamp,
    id::{EventId, MailId, PersonId},
};
use uuid::Uuid;

use crate::{
    Cursor, Page, Result, SystemTx, jobs,
    page::ROWS,
    value::{FromRow, Row, params},
};

/// The queue of mails to be sent; a job's subject is the mail.
pub const QUEUE: &str = "mail";

/// A mail to be written.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// What it is derived from.
    pub event: EventId,
    /// Whom it is for, where they have an account.
    pub person: Option<PersonId>,
    /// The address.
    pub recipient: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
}

/// A mail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mail {
    /// The id.
    pub id: MailId,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text; empty once it is sent, unless mails are kept.
    pub body: String,
    /// When it was written.
    pub made_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

impl FromRow for Mail {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            recipient: row.take()?,
            subject: row.take()?,
            body: row.take()?,
            made_at: row.take()?,
            sent_at: row.take()?,
        })
    }
}

const INSERT: &str = "INSERT INTO mails (id, event, person, recipient, subject, body, made_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (event, recipient) DO NOTHING";
const FIND: &str = "SELECT id, recipient, subject, body, made_at, sent_at FROM mails WHERE id = $1";
const SENT: &str = "UPDATE mails SET sent_at = $2, body = '' WHERE id = $1";
const LIST: &str = "SELECT id, recipient, subject, body, made_at, sent_at FROM mails WHERE id < $1 \
    ORDER BY id DESC LIMIT $2";

/// Writes a mail and puts it into the queue. The same event writes to the same address once, however often it is worked on.
pub async fn insert(tx: &mut SystemTx, new: &NewMail<'_>) -> Result<()> {
    let moment = tx.moment().clone();
    let id = MailId::new(&moment);
    let values = params![
        id,
        new.event,
        new.person,
        new.recipient,
        new.subject,
        new.body,
        moment.now
    ];
    if tx.run(INSERT, values).await? == 1 {
        jobs::insert(tx, QUEUE, id.uuid(), moment.now).await?;
    }
    Ok(())
}

/// A mail, sent or not.
pub async fn find(tx: &mut SystemTx, id: MailId) -> Result<Option<Mail>> {
    tx.one(FIND, params![id]).await
}

/// Notes that a mail was sent, and forgets what it said.
pub async fn sent(tx: &mut SystemTx, id: MailId) -> Result<()> {
    let now = tx.moment().now;
    tx.run(SENT, params![id, now]).await?;
    Ok(())
}

/// Every mail, the newest first; for the mailbox of a demo.
pub async fn list(tx: &mut SystemTx, after: Option<&Cursor>) -> Result<Page<Mail>> {
    let before = after.map_or(Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Mail> = tx.all(LIST, params![before, ROWS + 1]).await?;
    Ok(Page::cut(rows, |mail| Cursor {
        key: String::new(),
        id: mail.id.uuid(),
    }))
}
