//! パートナー団体 and its members.

use domain::{
    Coded, Day,
    corporate_number::CorporateNumber,
    event::{Change, RecordKind},
    id::{PartnerId, PersonId, SeatId},
    organisation::Kind,
};

use crate::{Result, WriteTx, value::params};

/// An organisation being registered.
#[derive(Clone, Debug)]
pub struct NewPartner<'a> {
    /// The name.
    pub name: &'a str,
    /// Its reading; may be empty.
    pub kana: &'a str,
    /// What kind it is.
    pub kind: Kind,
    /// Its 法人番号, where it has one.
    pub number: Option<&'a CorporateNumber>,
    /// What it says of itself; Markdown.
    pub about: &'a str,
}

const INSERT: &str = "INSERT INTO partners (id, name, kana, folded, kind, corporate_number, about, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const INSERT_MEMBER: &str = "INSERT INTO partner_members (partner, id, person, title, admin, begins, ends) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Registers an organisation. `Conflict` when its 法人番号 is registered already.
pub async fn insert(tx: &mut WriteTx, new: &NewPartner<'_>) -> Result<PartnerId> {
    let (id, now) = (PartnerId::new(tx.moment()), tx.now());
    let folded = text::fold(&format!("{} {}", new.name, new.kana));
    let number = new.number.map(ToString::to_string);
    let values = params![
        id,
        new.name,
        new.kana,
        folded,
        new.kind.code(),
        number,
        new.about,
        now
    ];
    tx.run(INSERT, values).await?;
    tx.note(Change::new(RecordKind::Partner, id, "registered").to(new.name.to_owned()))
        .await?;
    Ok(id)
}

/// A membership to begin.
#[derive(Clone, Debug)]
pub struct NewMember<'a> {
    /// The partner.
    pub partner: PartnerId,
    /// The person.
    pub person: PersonId,
    /// What they do there; may be empty.
    pub title: &'a str,
    /// Whether they administer its people.
    pub admin: bool,
    /// The first day.
    pub begins: Day,
}

/// Begins a membership.
pub async fn insert_member(tx: &mut WriteTx, new: &NewMember<'_>) -> Result<SeatId> {
    let id = SeatId::new(tx.moment());
    let values = params![
        new.partner,
        id,
        new.person,
        new.title,
        new.admin,
        new.begins,
        None::<Day>
    ];
    tx.run(INSERT_MEMBER, values).await?;
    tx.note(Change::new(RecordKind::Membership, id, "begun").to(new.title.to_owned()))
        .await?;
    Ok(id)
}
