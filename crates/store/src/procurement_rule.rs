//! A town's own dated rules about procedures: rows and SQL. A new rule is a new row; nothing is overwritten.
//!
//! Events of kind `procurement`: `ruled` (after: kind, yen and first day).

use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    event::{Change, RecordKind},
    id::ProcurementRuleId,
    procurement::ceiling::Rule,
};

use crate::{
    Error, ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

/// The most rules a page shows; a town changes them every few years.
pub const MOST: i64 = 200;

/// A rule with who wrote it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The rule.
    pub rule: Rule,
    /// What there is to say about it; may be empty.
    pub note: String,
    /// Who wrote it.
    pub person: String,
    /// When.
    pub written_at: Timestamp,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            rule: Rule {
                kind: row.code()?,
                yen: row.take()?,
                from: row.take()?,
                until: row.take()?,
                article: row.take()?,
            },
            note: row.take()?,
            person: row.take()?,
            written_at: row.take()?,
        })
    }
}

const LIST: &str = "SELECT k.kind, k.yen, k.from_on, k.until_on, k.article, k.note, p.name, k.written_at \
    FROM (SELECT kind, yen, from_on, until_on, article, note, person, written_at, id FROM procurement_rules \
    WHERE town = $1 ORDER BY written_at DESC, id DESC LIMIT $2) k JOIN persons p ON p.id = k.person \
    ORDER BY k.written_at, k.id";

/// The newest rules of a town in the order they were written; public, as the 財務規則 is.
pub async fn list(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Vec<Line>> {
    tx.all(LIST, params![town, MOST]).await
}

const INSERT: &str = "INSERT INTO procurement_rules (town, id, kind, yen, from_on, until_on, article, note, person, \
    written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Adds a rule.
pub async fn insert(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    rule: &Rule,
    note: &str,
) -> Result<ProcurementRuleId> {
    let (id, now) = (ProcurementRuleId::new(tx.moment()), tx.now());
    let person = tx.viewer().person;
    let person = person.ok_or_else(|| Error::Internal("a rule is written by a person".to_owned()))?;
    let values = params![
        town,
        id,
        rule.kind.code(),
        rule.yen,
        rule.from,
        rule.until,
        &rule.article,
        note,
        person,
        now
    ];
    tx.run(INSERT, values).await?;
    let until = rule.until.map(|day: Day| day.to_string()).unwrap_or_default();
    let said = format!("{} {} {}–{until}", rule.kind.code(), rule.yen, rule.from);
    let change = Change::new(RecordKind::Procurement, id, "ruled").of_town(town);
    tx.note(change.to(said)).await?;
    Ok(id)
}
