//! 自治体: all of them are here from the first day; those that have joined say so.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    event::{Change, RecordKind},
    municipality::{Municipality, MunicipalityKind},
};
use uuid::Uuid;

use crate::{
    Cursor, Page, ReadTx, Result, SystemTx, WriteTx,
    page::ROWS,
    value::{FromRow, Row, params},
};

/// One line of the list of towns.
#[derive(Clone, Debug)]
pub struct Line {
    /// The code.
    pub code: MunicipalityCode,
    /// The kind.
    pub kind: MunicipalityKind,
    /// The prefecture's name.
    pub prefecture: String,
    /// The name.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// Since when it takes part.
    pub joined_at: Option<Timestamp>,
}

const LINE: &str = "code, kind, prefecture_name, name, kana, joined_at";

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            code: row.take()?,
            kind: row.code()?,
            prefecture: row.take()?,
            name: row.take()?,
            kana: row.take()?,
            joined_at: row.take()?,
        })
    }
}

/// A town's own page.
#[derive(Clone, Debug)]
pub struct Town {
    /// As in the list.
    pub line: Line,
    /// Its web site.
    pub site: Option<String>,
    /// What it says of itself; Markdown.
    pub about: String,
}

impl FromRow for Town {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            line: Line::from_row(row)?,
            site: row.take()?,
            about: row.take()?,
        })
    }
}

/// How many there are, and how many take part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// Real local governments known here: 1,788 after the import.
    pub all: i64,
    /// Those that have joined, fictional ones included.
    pub joined: i64,
}

impl FromRow for Count {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            all: row.take()?,
            joined: row.take()?,
        })
    }
}

const FIND: &str = "SELECT code, kind, prefecture_name, name, kana, joined_at, site, about FROM municipalities WHERE code = $1";
// The nation has 1,788 governments, a number fixed by law; reading them all is bounded by it.
const COUNT: &str =
    "SELECT COUNT(CASE WHEN prefecture < '48' THEN 1 END), COUNT(joined_at) FROM municipalities";
const LIST: &str = "SELECT code, kind, prefecture_name, name, kana, joined_at FROM municipalities \
    WHERE code > $1 AND ($2 = '' OR folded LIKE '%' || $2 || '%') AND ($3 = '' OR prefecture = $3) \
    AND (NOT $4 OR joined_at IS NOT NULL) ORDER BY code LIMIT $5";
const IMPORT: &str = "INSERT INTO municipalities \
    (code, kind, prefecture, prefecture_name, name, kana, folded, latitude, longitude, site) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, prefecture_name = excluded.prefecture_name, \
    name = excluded.name, kana = excluded.kana, folded = excluded.folded, latitude = excluded.latitude, \
    longitude = excluded.longitude, site = excluded.site";
const JOIN: &str = "UPDATE municipalities SET joined_at = $2 WHERE code = $1 AND joined_at IS NULL";
const DESCRIBE: &str = "UPDATE municipalities SET about = $2 WHERE code = $1";

/// What the list of towns is narrowed to.
#[derive(Clone, Default, Debug)]
pub struct Filter {
    /// Part of a name or its reading, folded by `text::fold`; empty for any.
    pub words: String,
    /// The two digits of a prefecture; empty for any.
    pub prefecture: String,
    /// Only those that take part.
    pub joined: bool,
}

/// One town; public.
pub async fn find(tx: &mut ReadTx, code: MunicipalityCode) -> Result<Option<Town>> {
    tx.one(FIND, params![code]).await
}

/// How many there are and how many take part; public.
pub async fn count(tx: &mut ReadTx) -> Result<Count> {
    Ok(tx
        .one(COUNT, params![])
        .await?
        .unwrap_or(Count { all: 0, joined: 0 }))
}

/// Towns by code; public.
pub async fn list(tx: &mut ReadTx, filter: &Filter, after: Option<&Cursor>) -> Result<Page<Line>> {
    debug_assert!(FIND.contains(LINE) && LIST.contains(LINE));
    let from = after.map_or("", |cursor| cursor.key.as_str());
    let values = params![from, &filter.words, &filter.prefecture, filter.joined, ROWS + 1];
    let rows: Vec<Line> = tx.all(LIST, values).await?;
    Ok(Page::cut(rows, |line| Cursor {
        key: line.code.as_str().to_owned(),
        id: Uuid::nil(),
    }))
}

/// Writes one government of an import; what towns wrote about themselves stays.
pub async fn import(tx: &mut SystemTx, one: &Municipality) -> Result<()> {
    let folded = text::fold::fold(&format!("{} {}", one.name, one.kana));
    let prefecture = &one.code.as_str()[..2];
    let values = params![
        one.code,
        one.kind.code(),
        prefecture,
        &one.prefecture_name,
        &one.name,
        &one.kana,
        folded,
        one.latitude,
        one.longitude,
        one.site.as_deref()
    ];
    tx.run(IMPORT, values).await?;
    Ok(())
}

/// Marks a town as taking part from now on; does nothing for one that does.
pub async fn join(tx: &mut WriteTx, code: MunicipalityCode) -> Result<()> {
    let now = tx.now();
    if tx.run(JOIN, params![code, now]).await? > 0 {
        tx.note(change(code, "joined")).await?;
    }
    Ok(())
}

/// Changes what a town says of itself.
pub async fn describe(tx: &mut WriteTx, town: &Town, about: &str) -> Result<()> {
    tx.run(DESCRIBE, params![town.line.code, about]).await?;
    tx.note(
        change(town.line.code, "described")
            .from(town.about.clone())
            .to(about.to_owned()),
    )
    .await
}

const DOMAINS: &str = "SELECT domain FROM municipality_domains WHERE town = $1 ORDER BY domain LIMIT 50";
const ADD_DOMAIN: &str =
    "INSERT INTO municipality_domains (town, domain) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const ON_DOMAIN: &str = "SELECT m.code, m.kind, m.prefecture_name, m.name, m.kana, m.joined_at \
    FROM municipality_domains d JOIN municipalities m ON m.code = d.town \
    WHERE d.domain = $1 AND m.joined_at IS NOT NULL ORDER BY m.code LIMIT 50";

/// The domains of a town's addresses: whoever has an address there may ask to join its staff.
pub async fn domains(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Vec<String>> {
    tx.all(DOMAINS, params![town]).await
}

/// Registers a domain of a town's addresses; does nothing for one that is.
pub async fn add_domain(tx: &mut WriteTx, town: MunicipalityCode, domain: &str) -> Result<()> {
    if tx.run(ADD_DOMAIN, params![town, domain]).await? > 0 {
        tx.note(change(town, "domain_added").to(domain.to_owned()))
            .await?;
    }
    Ok(())
}

/// The towns that take part and whose addresses lie on a domain. A region may share one.
pub async fn on_domain(tx: &mut ReadTx, domain: &str) -> Result<Vec<Line>> {
    tx.all(ON_DOMAIN, params![domain]).await
}

/// Towns have codes where other records have ids: the code's digits stand in the event's record.
pub(crate) fn change(code: MunicipalityCode, verb: &'static str) -> Change {
    let mut bytes = [0_u8; 16];
    bytes[..6].copy_from_slice(code.as_str().as_bytes());
    let record = domain::Id::<()>::from_uuid(Uuid::from_bytes(bytes));
    Change::new(RecordKind::Municipality, record, verb).of_town(code)
}
