//! Secrets sent by mail: confirming an address, setting a new password.
//!
//! The row holds no secret. What the mail carries is derived from the row's id by the installation's secret:
//! - the link's last part is `{id}.{token}` with `Secret::token(purpose code, id bytes)` (`Secret::link` in `web`);
//! - the code to type is `Secret::code(purpose code, id bytes)`, eight digits.
//!
//! The events that mails are derived from (all of kind `person`):
//!
//! | verb | record | mail |
//! |---|---|---|
//! | `confirmation_asked` | id of the mailed secret, [`Purpose::Confirm`] | link `/confirm/{link}` (24 h), code for `/confirm` (30 min) |
//! | `password_reset_asked` | id of the mailed secret, [`Purpose::Reset`] | link `/password/reset/{link}`, code for `/password/reset` |
//! | `registered_again` | id of the person | the address has an account already: sign in, or set a new password |
//! | `password_changed` | id of the person | the password was changed; what to do if it was somebody else |
//!
//! [`find`] gives the mail worker what it writes into the first two; `None` when a newer mail has taken its place (then
//! nothing is sent). `person::find_addressee` does the same for the last two.

use domain::{
    Coded, Timestamp, Viewer,
    event::{Change, RecordKind},
    id::{MailedSecretId, PersonId},
};

use crate::{
    Result, SystemTx,
    value::{FromRow, Row, params},
};

/// How long the link works.
pub const LINK: i64 = 24 * Timestamp::HOUR;
/// How long the code works: eight digits are guessed sooner than a link.
pub const CODE: i64 = 30 * Timestamp::MINUTE;
/// How many wrong codes end a secret.
pub const MISSES: i64 = 5;

/// What a secret is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Shows that an address is theirs.
    Confirm,
    /// Sets a new password.
    Reset,
}

impl Coded for Purpose {
    const ALL: &'static [Self] = &[Self::Confirm, Self::Reset];

    fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reset => "reset",
        }
    }
}

impl Purpose {
    const fn verb(self) -> &'static str {
        match self {
            Self::Confirm => "confirmation_asked",
            Self::Reset => "password_reset_asked",
        }
    }
}

/// A secret with whom it was sent to.
#[derive(Clone, Debug)]
pub struct MailedSecret {
    /// The id, from which link and code are derived.
    pub id: MailedSecretId,
    /// What it is good for.
    pub purpose: Purpose,
    /// Whose account it is about.
    pub person: PersonId,
    /// Where the mail goes.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The code of their language.
    pub locale: String,
    /// When it was made; the code works until [`CODE`] later.
    pub made_at: Timestamp,
    /// Until when the link works.
    pub expires_at: Timestamp,
    used: bool,
    misses: i64,
}

impl MailedSecret {
    /// Whether its link still opens something.
    pub fn link_works(&self, now: Timestamp) -> bool {
        !self.used && self.misses < MISSES && now < self.expires_at
    }

    /// Whether its code does.
    pub fn code_works(&self, now: Timestamp) -> bool {
        self.link_works(now) && now < self.made_at.plus(CODE)
    }
}

impl FromRow for MailedSecret {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            purpose: row.code()?,
            person: row.take()?,
            email: row.take()?,
            name: row.take()?,
            locale: row.take()?,
            made_at: row.take()?,
            expires_at: row.take()?,
            used: row.take()?,
            misses: row.take()?,
        })
    }
}

const FIND: &str = "SELECT s.id, s.purpose, p.id, p.email, p.name, p.locale, s.made_at, s.expires_at, \
    s.used_at IS NOT NULL, s.misses FROM mailed_secrets s JOIN persons p ON p.id = s.person \
    WHERE s.id = $1 AND p.email IS NOT NULL";
const FIND_NEWEST: &str = "SELECT s.id, s.purpose, p.id, p.email, p.name, p.locale, s.made_at, s.expires_at, \
    s.used_at IS NOT NULL, s.misses FROM mailed_secrets s JOIN persons p ON p.id = s.person \
    WHERE s.person = $1 AND s.purpose = $2 AND p.email IS NOT NULL ORDER BY s.id DESC LIMIT 1";
const REPLACE: &str = "DELETE FROM mailed_secrets WHERE person = $1 AND purpose = $2 AND used_at IS NULL";
const INSERT: &str =
    "INSERT INTO mailed_secrets (id, purpose, person, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
const MISS: &str = "UPDATE mailed_secrets SET misses = misses + 1 WHERE id = $1";
const SPEND: &str = "UPDATE mailed_secrets SET used_at = $2 \
    WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND misses < $3";
const SWEEP: &str = "DELETE FROM mailed_secrets WHERE expires_at < $1";

/// Makes a secret for a person, ends the one of the same purpose before it, and notes the event its mail is derived from.
pub async fn insert(tx: &mut SystemTx, purpose: Purpose, person: PersonId) -> Result<MailedSecretId> {
    let moment = tx.moment().clone();
    let id = MailedSecretId::new(&moment);
    tx.run(REPLACE, params![person, purpose.code()]).await?;
    let values = params![id, purpose.code(), person, moment.now, moment.now.plus(LINK)];
    tx.run(INSERT, values).await?;
    tx.note(
        &Viewer::ANYONE,
        Change::new(RecordKind::Person, id, purpose.verb()),
    )
    .await?;
    Ok(id)
}

/// Finds a secret, usable or not; `None` once another has taken its place.
pub async fn find(tx: &mut SystemTx, id: MailedSecretId) -> Result<Option<MailedSecret>> {
    tx.one(FIND, params![id]).await
}

/// The one last sent to a person for a purpose, usable or not.
pub async fn find_newest(
    tx: &mut SystemTx,
    purpose: Purpose,
    person: PersonId,
) -> Result<Option<MailedSecret>> {
    tx.one(FIND_NEWEST, params![person, purpose.code()]).await
}

/// Notes a wrong code.
pub async fn miss(tx: &mut SystemTx, id: MailedSecretId) -> Result<()> {
    tx.run(MISS, params![id]).await?;
    Ok(())
}

/// Uses a secret up. `false` when it is used, expired or missed too often: then nothing may follow.
pub async fn spend(tx: &mut SystemTx, id: MailedSecretId) -> Result<bool> {
    let now = tx.moment().now;
    Ok(tx.run(SPEND, params![id, now, MISSES]).await? == 1)
}

/// Deletes what expired more than a week ago; for the nightly worker. Answers how many.
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let before = tx.moment().now.plus(-7 * Timestamp::DAY);
    tx.run(SWEEP, params![before]).await
}
