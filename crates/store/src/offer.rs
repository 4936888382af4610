//! What a town learnt, offered back to the package it began with: its makers take it up in a new version, or answer.
//!
//! An offer is read by the circle it comes from and by those who keep the package. Events of kind `package`: `offered`,
//! `taken_up` (after: the version), `answered` (after: the words).

use domain::{
    Coded, MunicipalityCode, Timestamp,
    event::{Change, RecordKind},
    id::{AdaptationId, OfferId, PackageId, PartId},
    viewer::Side,
};
use uuid::Uuid;

use crate::{
    Cursor, Page, ReadTx, Result, WriteTx,
    adaptation::Adaptation,
    challenge::Author,
    page::ROWS,
    value::{FromRow, Row, params},
};

/// An offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The id.
    pub id: OfferId,
    /// The package.
    pub package: PackageId,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// The adaptation it was learnt from.
    pub adaptation: AdaptationId,
    /// The part it is about, as the package calls it in its newest version; empty for the whole.
    pub part: String,
    /// What was learnt; Markdown.
    pub words: String,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub offered_at: Timestamp,
    /// The version that took it up.
    pub taken_version: Option<i64>,
    /// The makers' words; empty while there are none.
    pub answer: String,
    /// When they were written.
    pub answered_at: Option<Timestamp>,
}

impl FromRow for Offer {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            package: row.take()?,
            town: row.take()?,
            town_name: row.take()?,
            adaptation: row.take()?,
            part: row.take()?,
            words: row.take()?,
            author: row.take()?,
            side: row.code()?,
            offered_at: row.take()?,
            taken_version: row.take()?,
            answer: row.take()?,
            answered_at: row.take()?,
        })
    }
}

macro_rules! offers {
    ($where:literal) => {
        concat!(
            "SELECT o.id, o.package, o.town, t.name, o.adaptation, COALESCE(x.title, ''), o.words, p.name, o.side, \
             o.offered_at, o.taken_version, o.answer, o.answered_at FROM offers o JOIN packages k ON k.id = o.package \
             JOIN municipalities t ON t.code = o.town JOIN persons p ON p.id = o.person \
             LEFT JOIN package_parts x ON x.package = k.id AND x.version = k.version AND x.id = o.part WHERE ",
            $where
        )
    };
}

const FIND: &str = offers!(
    "o.id = $4 AND $3 >= 0 AND (k.town = $1 OR EXISTS (SELECT 1 FROM partner_members b \
     WHERE b.partner = k.partner AND b.id = $2))"
);
const OF_PACKAGE: &str = offers!("o.package = $1 AND o.id < $2 ORDER BY o.id DESC LIMIT $3");
const OF_ADAPTATION: &str = offers!("o.town = $1 AND o.adaptation = $2 ORDER BY o.id DESC LIMIT 50");
const OPEN: &str = offers!(
    "o.package = $1 AND o.taken_version IS NULL AND o.answered_at IS NULL ORDER BY o.id DESC LIMIT 50"
);
const TAKEN: &str = "SELECT o.taken_version, t.name FROM offers o JOIN municipalities t ON t.code = o.town \
    WHERE o.package = $1 AND o.taken_version BETWEEN $2 AND $3 \
    GROUP BY o.taken_version, t.name ORDER BY o.taken_version DESC, t.name LIMIT 200";

/// One offer, for those who keep the package it was made to.
pub async fn find(tx: &mut ReadTx, id: OfferId) -> Result<Option<Offer>> {
    tx.seen_one(FIND, params![id]).await
}

/// The offers made to a package the viewer keeps, newest first.
pub async fn of_package(tx: &mut ReadTx, id: PackageId, after: Option<&Cursor>) -> Result<Page<Offer>> {
    let before = after.map_or(Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Offer> = tx.all(OF_PACKAGE, params![id, before, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: "id".to_owned(),
        id: one.id.uuid(),
    }))
}

/// The offers to a package the viewer keeps that wait, newest first, at most 50.
pub async fn open(tx: &mut ReadTx, id: PackageId) -> Result<Vec<Offer>> {
    tx.all(OPEN, params![id]).await
}

/// The offers made from an adaptation in whose circle the viewer sits, newest first, at most 50.
pub async fn of_adaptation(tx: &mut ReadTx, row: &Adaptation) -> Result<Vec<Offer>> {
    tx.all(OF_ADAPTATION, params![row.town, row.id]).await
}

/// A town from which a version learnt something.
#[derive(Clone, Debug)]
pub struct Thanks {
    /// The version.
    pub version: i64,
    /// The town's name.
    pub town: String,
}

impl FromRow for Thanks {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            version: row.take()?,
            town: row.take()?,
        })
    }
}

/// From which towns the versions `from` to `to` of a package the viewer was shown learnt something.
pub async fn taken(tx: &mut ReadTx, id: PackageId, from: i64, to: i64) -> Result<Vec<Thanks>> {
    tx.all(TAKEN, params![id, from, to]).await
}

const INSERT: &str = "INSERT INTO offers (id, package, town, adaptation, part, words, person, side, offered_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const ANSWER: &str = "UPDATE offers SET answer = $2, answered_by = $3, answered_at = $4 WHERE id = $1";
const TAKE: &str =
    "UPDATE offers SET taken_version = $3 WHERE id = $1 AND package = $2 AND taken_version IS NULL";

/// Offers what was learnt back to the package. The viewer sits in the adaptation's circle.
pub async fn insert(
    tx: &mut WriteTx,
    row: &Adaptation,
    package: PackageId,
    part: Option<PartId>,
    words: &str,
) -> Result<OfferId> {
    let (id, now, author) = (OfferId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let values = params![
        id,
        package,
        row.town,
        row.id,
        part,
        words,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    note(tx, package, "offered", words.to_owned()).await?;
    Ok(id)
}

/// Answers an offer with words. The viewer keeps the package; what was answered before stays in the events.
pub async fn answer(tx: &mut WriteTx, row: &Offer, words: &str) -> Result<()> {
    let (now, author) = (tx.now(), Author::of(tx)?);
    tx.run(ANSWER, params![row.id, words, author.person, now]).await?;
    note(tx, row.package, "answered", words.to_owned()).await
}

/// Says that a version took an offer up.
pub(crate) async fn take(tx: &mut WriteTx, package: PackageId, id: OfferId, version: i64) -> Result<()> {
    if tx.run(TAKE, params![id, package, version]).await? == 1 {
        note(tx, package, "taken_up", version.to_string()).await?;
    }
    Ok(())
}

async fn note(tx: &mut WriteTx, id: PackageId, verb: &'static str, after: String) -> Result<()> {
    tx.note(Change::new(RecordKind::Package, id, verb).to(after))
        .await
}
