//! 型: rows and SQL of packages and their parts. A change makes a new version; adaptations keep the one they began with.
//!
//! Events of kind `package`: `made`, `changed`.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    audience::Audience,
    event::{Change, RecordKind},
    id::{AdaptationId, OfferId, PackageId, PartId, PartnerId, PersonId},
    package::{Cost, Payer, Terms},
};
use uuid::Uuid;

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    page::ROWS,
    scope::visible,
    value::{FromRow, Row, params},
};

/// A package.
#[derive(Clone, Debug)]
pub struct Package {
    /// The id.
    pub id: PackageId,
    /// The town that keeps it, unless a partner does.
    pub town: Option<MunicipalityCode>,
    /// The partner that keeps it, unless a town does.
    pub partner: Option<PartnerId>,
    /// The keeper's name.
    pub keeper: String,
    /// The title.
    pub title: String,
    /// What it is; Markdown.
    pub summary: String,
    /// Its version, from 1.
    pub version: i64,
    /// To whom it is open: the network or everyone.
    pub audience: Audience,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// The adaptation it grew out of.
    pub from: Option<AdaptationId>,
    /// Whether the viewer may read that.
    pub from_open: bool,
}

impl FromRow for Package {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            town: row.take()?,
            partner: row.take()?,
            keeper: row.take()?,
            title: row.take()?,
            summary: row.take()?,
            version: row.take()?,
            audience: row.code()?,
            changed_at: row.take()?,
            from: row.take()?,
            from_open: row.take()?,
        })
    }
}

/// A part.
#[derive(Clone, Debug)]
pub struct Part {
    /// The id, the same in every version.
    pub id: PartId,
    /// The title.
    pub title: String,
    /// What it is, and the least that is enough.
    pub body: String,
    /// Who, what it costs and the rest.
    pub terms: Terms,
}

impl FromRow for Part {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            title: row.take()?,
            body: row.take()?,
            terms: terms(row)?,
        })
    }
}

/// A part with the version it stands in.
struct Versioned {
    version: i64,
    part: Part,
}

impl FromRow for Versioned {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            version: row.take()?,
            part: Part::from_row(row)?,
        })
    }
}

/// Reads who, cost, duration, preconditions, pitfalls and who pays, in this order.
pub(crate) fn terms(row: &mut Row<'_>) -> Result<Terms> {
    let who = row.take()?;
    let (low, high): (Option<i64>, Option<i64>) = (row.take()?, row.take()?);
    Ok(Terms {
        who,
        cost: Cost::of(low, high),
        duration: row.take()?,
        preconditions: row.take()?,
        pitfalls: row.take()?,
        payer: Payer::parse(&row.take::<String>()?),
    })
}

/// A package is the network's or everyone's, and its keeper's in any case: no dialogue and no circle hangs on it.
macro_rules! packages {
    ($where:expr) => {
        concat!(
            "SELECT p.id, p.town, p.partner, COALESCE(t.name, o.name, ''), p.title, p.summary, p.version, p.audience, \
             p.changed_at, p.from_adaptation, EXISTS (SELECT 1 FROM adaptations q JOIN adaptation_revisions s \
             ON s.town = q.town AND s.adaptation = q.id WHERE q.id = p.from_adaptation AND ",
            visible!("s", dialogue = "NULL", challenge = "q.challenge"),
            ") FROM packages p LEFT JOIN municipalities t ON t.code = p.town \
             LEFT JOIN partners o ON o.id = p.partner WHERE ",
            $where
        )
    };
}

const FIND: &str = packages!(
    "p.id = $4 AND (p.audience = 'public' OR (p.audience = 'network' AND $3 >= 1) OR p.town = $1 \
     OR EXISTS (SELECT 1 FROM partner_members b WHERE b.partner = p.partner AND b.id = $2))"
);
const LIST: &str = packages!(
    "p.id IN (SELECT a.id FROM (SELECT id FROM packages WHERE audience = 'public' AND (changed_at, id) < ($4, $5) \
     ORDER BY changed_at DESC, id DESC LIMIT $6) a UNION SELECT b.id FROM (SELECT id FROM packages \
     WHERE audience = 'network' AND $3 >= 1 AND (changed_at, id) < ($4, $5) ORDER BY changed_at DESC, id DESC \
     LIMIT $6) b UNION SELECT e.id FROM (SELECT id FROM packages WHERE town = $1 AND (changed_at, id) < ($4, $5) \
     ORDER BY changed_at DESC, id DESC LIMIT $6) e UNION SELECT f.id FROM (SELECT k.id FROM partner_members b \
     JOIN packages k ON k.partner = b.partner WHERE b.id = $2 AND (k.changed_at, k.id) < ($4, $5) \
     ORDER BY k.changed_at DESC, k.id DESC LIMIT $6) f) ORDER BY p.changed_at DESC, p.id DESC LIMIT $6"
);
const PARTS: &str = "SELECT id, title, body, who, cost_low, cost_high, duration, preconditions, pitfalls, payer \
    FROM package_parts WHERE package = $1 AND version = $2 ORDER BY position LIMIT 50";
const PARTS_OF_TWO: &str = "SELECT version, id, title, body, who, cost_low, cost_high, duration, preconditions, pitfalls, payer \
    FROM package_parts WHERE package = $1 AND version IN ($2, $3) ORDER BY version, position LIMIT 100";

/// One package, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: PackageId) -> Result<Option<Package>> {
    tx.seen_one(FIND, params![id]).await
}

/// The packages the viewer may see, the latest changed first.
pub async fn list(tx: &mut ReadTx, after: Option<&Cursor>) -> Result<Page<Package>> {
    let (at, id) = after.map_or((i64::MAX, Uuid::max()), |cursor| {
        (cursor.key.parse().unwrap_or(0), cursor.id)
    });
    let rows: Vec<Package> = tx.seen(LIST, params![at, id, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: one.changed_at.0.to_string(),
        id: one.id.uuid(),
    }))
}

/// The parts of one version of a package the viewer was shown.
pub async fn parts(tx: &mut ReadTx, id: PackageId, version: i64) -> Result<Vec<Part>> {
    tx.all(PARTS, params![id, version]).await
}

/// The parts of two versions of a package the viewer was shown, each in its order: one query for what is compared.
pub async fn parts_of_two(tx: &mut ReadTx, id: PackageId, versions: [i64; 2]) -> Result<[Vec<Part>; 2]> {
    let rows: Vec<Versioned> = tx
        .all(PARTS_OF_TWO, params![id, versions[0], versions[1]])
        .await?;
    let of = |version: i64| {
        let rows = rows.iter().filter(move |row| row.version == version);
        rows.map(|row| row.part.clone()).collect()
    };
    Ok(versions.map(of))
}

/// One version of a package, as it was written.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// The title then.
    pub title: String,
    /// What it was then; Markdown.
    pub summary: String,
    /// What is new in it; may be empty.
    pub news: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub written_at: Timestamp,
}

impl FromRow for Version {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            title: row.take()?,
            summary: row.take()?,
            news: row.take()?,
            author: row.take()?,
            written_at: row.take()?,
        })
    }
}

const VERSIONS: &str = "SELECT v.version, v.title, v.summary, v.news, a.name, v.written_at FROM package_versions v \
    JOIN persons a ON a.id = v.author WHERE v.package = $1 AND v.version <= $2 ORDER BY v.version DESC LIMIT $3";

/// The versions of a package the viewer was shown, newest first, from version `from` down.
pub async fn versions(tx: &mut ReadTx, id: PackageId, from: i64) -> Result<Vec<Version>> {
    tx.all(VERSIONS, params![id, from, ROWS]).await
}

/// One version of a package the viewer was shown.
pub async fn version(tx: &mut ReadTx, id: PackageId, number: i64) -> Result<Option<Version>> {
    let found: Vec<Version> = tx.all(VERSIONS, params![id, number, 1]).await?;
    Ok(found.into_iter().find(|one| one.number == number))
}

/// A part as it is written: without an id where it is new.
#[derive(Clone, Debug)]
pub struct NewPart<'a> {
    /// The part it was before.
    pub id: Option<PartId>,
    /// The title.
    pub title: &'a str,
    /// What it is, and the least that is enough.
    pub body: &'a str,
    /// Who, what it costs and the rest.
    pub terms: Terms,
}

/// A package as it is written.
#[derive(Clone, Debug)]
pub struct NewPackage<'a> {
    /// The title.
    pub title: &'a str,
    /// What it is; Markdown.
    pub summary: &'a str,
    /// To whom it is open.
    pub audience: Audience,
    /// Its parts.
    pub parts: &'a [NewPart<'a>],
    /// What is new in this version; may be empty.
    pub news: &'a str,
    /// The adaptation it grows out of, for a package's first version.
    pub from: Option<AdaptationId>,
    /// The offers taken up in this version.
    pub takes: &'a [OfferId],
}

const INSERT: &str = "INSERT INTO packages (id, town, partner, title, summary, audience, made_by, made_at, changed_at, \
    from_adaptation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)";
const UPDATE: &str = "UPDATE packages SET title = $2, summary = $3, audience = $4, changed_at = $5, version = $6 \
    WHERE id = $1 AND version = $6 - 1";
const INSERT_VERSION: &str = "INSERT INTO package_versions (package, version, title, summary, news, author, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const INSERT_PART: &str = "INSERT INTO package_parts (package, version, id, position, title, body, who, cost_low, \
    cost_high, duration, preconditions, pitfalls, payer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Makes a package of the viewer's town or partner.
pub async fn insert(tx: &mut WriteTx, new: &NewPackage<'_>) -> Result<PackageId> {
    let (id, now, viewer) = (PackageId::new(tx.moment()), tx.now(), *tx.viewer());
    let values = params![
        id,
        viewer.town(),
        viewer.partner(),
        new.title,
        new.summary,
        new.audience.code(),
        author(tx)?,
        now,
        new.from
    ];
    tx.run(INSERT, values).await?;
    insert_version(tx, id, 1, new).await?;
    tx.note(Change::new(RecordKind::Package, id, "made").to(new.title.to_owned()))
        .await?;
    Ok(id)
}

/// Writes the next version of a package. Answers whether it was still in the version the viewer had.
pub async fn update(tx: &mut WriteTx, row: &Package, new: &NewPackage<'_>) -> Result<bool> {
    let (now, version) = (tx.now(), row.version + 1);
    let values = params![row.id, new.title, new.summary, new.audience.code(), now, version];
    let changed = tx.run(UPDATE, values).await? == 1;
    if changed {
        insert_version(tx, row.id, version, new).await?;
        for offer in new.takes {
            crate::offer::take(tx, row.id, *offer, version).await?;
        }
    }
    tx.note(
        Change::new(RecordKind::Package, row.id, "changed")
            .from(row.title.clone())
            .to(new.title.to_owned()),
    )
    .await?;
    Ok(changed)
}

fn author(tx: &WriteTx) -> Result<PersonId> {
    let person = tx.viewer().person;
    person.ok_or_else(|| Error::Internal("a package is made by a person".to_owned()))
}

async fn insert_version(tx: &mut WriteTx, id: PackageId, version: i64, new: &NewPackage<'_>) -> Result<()> {
    let (now, author) = (tx.now(), author(tx)?);
    let values = params![id, version, new.title, new.summary, new.news, author, now];
    tx.run(INSERT_VERSION, values).await?;
    for (position, part) in (1_i64..).zip(new.parts) {
        let part_id = part.id.unwrap_or_else(|| PartId::new(tx.moment()));
        let cost = part.terms.cost;
        let values = params![
            id,
            version,
            part_id,
            position,
            part.title,
            part.body,
            part.terms.who.as_str(),
            cost.map(|cost| cost.low),
            cost.map(|cost| cost.high),
            part.terms.duration.as_str(),
            part.terms.preconditions.as_str(),
            part.terms.pitfalls.as_str(),
            part.terms.payer.map(Coded::code).unwrap_or_default()
        ];
        tx.run(INSERT_PART, values).await?;
    }
    Ok(())
}
