//! パートナー団体 and its members.

use domain::{
    Coded, Day,
    corporate_number::CorporateNumber,
    event::{Change, RecordKind},
    id::{PartnerId, PersonId, SeatId},
    organisation::Kind,
};

use crate::{
    ReadTx, Result, WriteTx,
    post::Holder,
    value::{FromRow, Row, params},
};

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

/// A partner; public.
#[derive(Clone, Debug)]
pub struct Partner {
    /// The id.
    pub id: PartnerId,
    /// The name.
    pub name: String,
    /// Its reading; may be empty.
    pub kana: String,
    /// What kind it is.
    pub kind: Kind,
    /// Its 法人番号, where it has one.
    pub number: Option<String>,
    /// What it says of itself; Markdown.
    pub about: String,
}

impl FromRow for Partner {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            kana: row.take()?,
            kind: row.code()?,
            number: row.take()?,
            about: row.take()?,
        })
    }
}

const FIND: &str = "SELECT id, name, kana, kind, corporate_number, about FROM partners WHERE id = $1";
const SEARCH: &str = "SELECT id, name, kana, kind, corporate_number, about FROM partners \
    WHERE folded LIKE '%' || $1 || '%' ORDER BY folded, id LIMIT 20";
const MEMBERS: &str = "SELECT m.id, m.person, n.name, '', m.title, m.admin, m.begins, m.ends FROM partner_members m \
    JOIN persons n ON n.id = m.person WHERE m.partner = $1 ORDER BY m.id LIMIT 500";
const END: &str =
    "UPDATE partner_members SET ends = $3 WHERE partner = $1 AND id = $2 AND (ends IS NULL OR ends > $3)";

/// One partner; public.
pub async fn find(tx: &mut ReadTx, id: PartnerId) -> Result<Option<Partner>> {
    tx.one(FIND, params![id]).await
}

/// Partners by part of their name or reading, folded by `text::fold`; public, at most twenty.
pub async fn search(tx: &mut ReadTx, words: &str) -> Result<Vec<Partner>> {
    tx.all(SEARCH, params![words]).await
}

/// The members, past ones included. For the partner's own people; others are shown nobody.
pub async fn members(tx: &mut ReadTx, partner: PartnerId) -> Result<Vec<Holder>> {
    if tx.viewer().partner() != Some(partner) {
        return Ok(Vec::new());
    }
    tx.all(MEMBERS, params![partner]).await
}

/// Ends a membership with a day. `false` when it ends no later already.
pub async fn end_member(tx: &mut WriteTx, partner: PartnerId, seat: SeatId, last: Day) -> Result<bool> {
    if tx.run(END, params![partner, seat, last]).await? == 0 {
        return Ok(false);
    }
    tx.note(Change::new(RecordKind::Membership, seat, "ended").to(last.to_string()))
        .await?;
    Ok(true)
}

const SET_ADMIN: &str = "UPDATE partner_members SET admin = $3 WHERE partner = $1 AND id = $2";

/// Gives somebody the keys to the people, or takes them.
pub async fn set_member_admin(tx: &mut WriteTx, partner: PartnerId, seat: SeatId, admin: bool) -> Result<()> {
    tx.run(SET_ADMIN, params![partner, seat, admin]).await?;
    let verb = if admin { "keys_given" } else { "keys_taken" };
    tx.note(Change::new(RecordKind::Membership, seat, verb)).await
}
