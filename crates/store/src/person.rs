//! 人: one person, one account, several hats.

use domain::{
    Coded, Viewer,
    day::Calendar,
    email::Email,
    event::{Change, RecordKind},
    id::{PersonId, SeatId},
};

use crate::{
    ReadTx, Result, SystemTx, WriteTx,
    value::{FromRow, Row, params},
};

/// A new account.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// The name, as it stands in records.
    pub name: &'a str,
    /// Its reading; may be empty.
    pub kana: &'a str,
    /// The address; people who only ever appear by name have none.
    pub email: Option<&'a Email>,
    /// The password's argon2id hash, once there is one.
    pub password: Option<&'a str>,
    /// Whether the address is known to be theirs.
    pub confirmed: bool,
    /// The code of their language.
    pub locale: &'a str,
}

const INSERT: &str = "INSERT INTO persons (id, name, kana, email, confirmed_at, password, locale, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const INSERT_PROFESSIONAL: &str = "INSERT INTO professionals (id, person, created_at) VALUES ($1, $2, $3)";
const SET_OPERATOR: &str = "UPDATE persons SET operator = $2 WHERE id = $1";

/// Makes an account. `Conflict` when the address has one.
pub async fn insert(tx: &mut WriteTx, new: &NewPerson<'_>) -> Result<PersonId> {
    let (id, now) = (PersonId::new(tx.moment()), tx.now());
    let confirmed = new.confirmed.then_some(now);
    let email = new.email.map(Email::as_str);
    let values = params![
        id,
        new.name,
        new.kana,
        email,
        confirmed,
        new.password,
        new.locale,
        now
    ];
    tx.run(INSERT, values).await?;
    tx.note(Change::new(RecordKind::Person, id, "registered").to(new.name.to_owned()))
        .await?;
    Ok(id)
}

/// Gives a person a professional's seat.
pub async fn insert_professional(tx: &mut WriteTx, person: PersonId) -> Result<SeatId> {
    let (id, now) = (SeatId::new(tx.moment()), tx.now());
    tx.run(INSERT_PROFESSIONAL, params![id, person, now]).await?;
    tx.note(Change::new(RecordKind::Person, person, "professional_begun"))
        .await?;
    Ok(id)
}

/// Gives or takes the operator's key.
pub async fn set_operator(tx: &mut WriteTx, person: PersonId, operator: bool) -> Result<()> {
    tx.run(SET_OPERATOR, params![person, operator]).await?;
    let verb = if operator {
        "operator_begun"
    } else {
        "operator_ended"
    };
    tx.note(Change::new(RecordKind::Person, person, verb)).await
}

/// What signing in is decided by.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The person.
    pub id: PersonId,
    /// The address.
    pub email: String,
    /// The password's argon2id hash; `None` until one is set.
    pub password: Option<String>,
    /// Whether the address is known to be theirs.
    pub confirmed: bool,
}

impl FromRow for Credentials {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            email: row.take()?,
            password: row.take()?,
            confirmed: row.take()?,
        })
    }
}

/// Whom a mail is written to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addressee {
    /// The person.
    pub id: PersonId,
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The code of the language.
    pub locale: String,
}

impl FromRow for Addressee {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            email: row.take()?,
            name: row.take()?,
            locale: row.take()?,
        })
    }
}

/// What a person sets for themselves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The name, as it stands in records.
    pub name: String,
    /// Its reading; may be empty.
    pub kana: String,
    /// The address; shown, not changed here.
    pub email: Option<String>,
    /// The code of their language.
    pub locale: String,
    /// How they read years.
    pub calendar: Calendar,
}

impl FromRow for Settings {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            name: row.take()?,
            kana: row.take()?,
            email: row.take()?,
            locale: row.take()?,
            calendar: row.code()?,
        })
    }
}

const CREDENTIALS: &str =
    "SELECT id, email, password, confirmed_at IS NOT NULL FROM persons WHERE email = $1";
const CREDENTIALS_OF: &str = "SELECT id, email, password, confirmed_at IS NOT NULL FROM persons \
    WHERE id = $1 AND email IS NOT NULL";
const ADDRESSEE: &str = "SELECT id, email, name, locale FROM persons WHERE id = $1 AND email IS NOT NULL";
const SETTINGS: &str = "SELECT name, kana, email, locale, calendar FROM persons WHERE id = $1";
const UPDATE: &str = "UPDATE persons SET name = $2, kana = $3, locale = $4, calendar = $5 WHERE id = $1";
const BEGIN_AGAIN: &str = "UPDATE persons SET name = $2, kana = $3, password = $4, locale = $5 \
    WHERE id = $1 AND confirmed_at IS NULL";
const CONFIRM: &str = "UPDATE persons SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL";
const SET_PASSWORD: &str = "UPDATE persons SET password = $2 WHERE id = $1";

/// The account of an address, for signing in.
pub async fn find_credentials(tx: &mut SystemTx, email: &Email) -> Result<Option<Credentials>> {
    tx.one(CREDENTIALS, params![email.as_str()]).await
}

/// The account of a person, for showing once more who they are.
pub async fn find_credentials_of(tx: &mut SystemTx, person: PersonId) -> Result<Option<Credentials>> {
    tx.one(CREDENTIALS_OF, params![person]).await
}

/// Whom a mail about an account is written to; `None` for people without an address.
pub async fn find_addressee(tx: &mut SystemTx, person: PersonId) -> Result<Option<Addressee>> {
    tx.one(ADDRESSEE, params![person]).await
}

/// What a person has set for themselves.
pub async fn find_settings(tx: &mut ReadTx, person: PersonId) -> Result<Option<Settings>> {
    tx.one(SETTINGS, params![person]).await
}

/// Changes what a person sets for themselves.
pub async fn update(tx: &mut WriteTx, person: PersonId, before: &Settings, now: &Settings) -> Result<()> {
    let values = params![person, &now.name, &now.kana, &now.locale, now.calendar.code()];
    tx.run(UPDATE, values).await?;
    tx.note(
        Change::new(RecordKind::Person, person, "changed")
            .from(before.name.clone())
            .to(now.name.clone()),
    )
    .await
}

/// Registers an address once more whose first registration nobody confirmed: what was typed last counts.
pub async fn begin_again(tx: &mut SystemTx, person: PersonId, new: &NewPerson<'_>) -> Result<()> {
    let values = params![person, new.name, new.kana, new.password, new.locale];
    tx.run(BEGIN_AGAIN, values).await?;
    let change = Change::new(RecordKind::Person, person, "registered_anew").to(new.name.to_owned());
    tx.note(&Viewer::ANYONE, change).await
}

/// Notes that somebody registered an address that has an account: its owner is told by mail.
pub async fn note_registered_again(tx: &mut SystemTx, person: PersonId) -> Result<()> {
    tx.note(
        &Viewer::ANYONE,
        Change::new(RecordKind::Person, person, "registered_again"),
    )
    .await
}

/// Makes an unconfirmed account in the name of nobody yet. `Conflict` when the address has one.
pub async fn register(tx: &mut SystemTx, new: &NewPerson<'_>) -> Result<PersonId> {
    let moment = tx.moment().clone();
    let id = PersonId::new(&moment);
    let email = new.email.map(Email::as_str);
    let confirmed = new.confirmed.then_some(moment.now);
    let values = params![
        id,
        new.name,
        new.kana,
        email,
        confirmed,
        new.password,
        new.locale,
        moment.now
    ];
    tx.run(INSERT, values).await?;
    let change = Change::new(RecordKind::Person, id, "registered").to(new.name.to_owned());
    tx.note(&Viewer::ANYONE, change).await?;
    Ok(id)
}

/// Notes that the address is theirs; does nothing if that was known.
pub async fn confirm(tx: &mut SystemTx, person: PersonId) -> Result<()> {
    let now = tx.moment().now;
    if tx.run(CONFIRM, params![person, now]).await? > 0 {
        let viewer = Viewer {
            person: Some(person),
            hat: None,
        };
        tx.note(&viewer, Change::new(RecordKind::Person, person, "confirmed"))
            .await?;
    }
    Ok(())
}

/// Sets a password; `hash` is a PHC string. The person is told by mail.
pub async fn set_password(tx: &mut SystemTx, person: PersonId, hash: &str) -> Result<()> {
    tx.run(SET_PASSWORD, params![person, hash]).await?;
    let viewer = Viewer {
        person: Some(person),
        hat: None,
    };
    tx.note(
        &viewer,
        Change::new(RecordKind::Person, person, "password_changed"),
    )
    .await
}
