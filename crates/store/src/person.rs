//! 人: one person, one account, several hats.

use domain::{
    email::Email,
    event::{Change, RecordKind},
    id::{PersonId, SeatId},
};

use crate::{Result, WriteTx, value::params};

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
