//! What a trial's page shows of its record, in one query: indicators, the newest values of each and how they stood before
//! they were corrected, and what it cost beside what it was thought to cost.

use domain::{
    Coded, Day,
    id::{MeasurementId, PersonId},
    package::Cost,
    spending::{Bearer, Spent},
    trial::{Form, Measure},
};
use uuid::Uuid;

use super::{Indicator, Measurement, Trial, Written};
use crate::{
    Error, ReadTx, Result,
    scope::{entire, visible},
    value::{FromRow, Row, params},
};

/// A trial's record.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What is counted.
    pub indicators: Vec<Indicator>,
    /// The newest hundred values of each indicator, the earliest first; those taken back among them.
    pub values: Vec<Measurement>,
    /// How values stood right before they were last corrected: the value's id, its day and value then.
    pub earlier: Vec<(MeasurementId, Day, Measure)>,
    /// What it cost so far.
    pub spent: Spent,
    /// What the parts of the revision that is tried were thought to cost together.
    pub plan: Option<Cost>,
}

/// A row of the one query: what each kind means by its columns stands at its SELECT.
struct Line {
    kind: String,
    position: i64,
    id: Uuid,
    day: String,
    amount: Option<i64>,
    words: String,
    detail: String,
    code: String,
    reason: String,
    person: Option<PersonId>,
    name: String,
    version: i64,
    withdrawn: bool,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: row.take()?,
            position: row.take()?,
            id: row.take()?,
            day: row.take()?,
            amount: row.take()?,
            words: row.take()?,
            detail: row.take()?,
            code: row.take()?,
            reason: row.take()?,
            person: row.take()?,
            name: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
        })
    }
}

// The first part gives the columns their types. What an adaptation's parts cost is the adaptation's to tell: it stands here
// only for whoever may read all of the revision that is tried.
const RECORD: &str = concat!(
    "SELECT k.* FROM (SELECT 'value' AS kind, v.indicator AS position, v.id AS id, v.measured_on AS day, \
    v.value AS amount, v.note AS words, '' AS detail, '' AS code, v.reason AS reason, v.person AS person, p.name AS name, \
    v.version AS version, v.withdrawn AS withdrawn FROM (SELECT x.*, ROW_NUMBER() OVER \
    (PARTITION BY x.indicator ORDER BY x.measured_on DESC, x.id DESC) AS newest FROM measurements x \
    WHERE x.town = $4 AND x.trial = $5) v JOIN persons p ON p.id = v.person WHERE v.newest <= 100) k \
    UNION ALL SELECT 'indicator', i.position, i.trial, '', i.baseline, i.name, i.unit, i.form, i.hope, NULL, '', 0, FALSE \
    FROM indicators i WHERE i.town = $4 AND i.trial = $5 \
    UNION ALL SELECT k.* FROM (SELECT 'earlier', 0, e.record, e.day, e.amount, '', '', '', '', NULLIF(x.person, x.person), '', e.number, FALSE \
    FROM trial_earlier e JOIN measurements x ON x.town = e.town AND x.id = e.record AND x.version = e.number + 1 \
    WHERE x.town = $4 AND x.trial = $5 ORDER BY e.replaced_at DESC LIMIT 100) k \
    UNION ALL SELECT 'spent', 0, c.trial, '', CAST(SUM(c.amount) AS BIGINT), '', '', c.bearer, '', NULL, '', 0, FALSE \
    FROM trial_costs c WHERE c.town = $4 AND c.trial = $5 AND NOT c.withdrawn GROUP BY c.trial, c.bearer \
    UNION ALL SELECT 'plan', CAST(SUM(a.cost_low) AS BIGINT), t.id, '', CAST(SUM(a.cost_high) AS BIGINT), '', '', '', '', \
    NULL, '', 0, FALSE FROM trials t JOIN adaptation_parts a ON a.town = t.town AND a.adaptation = t.adaptation \
    AND a.number = t.number JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.adaptation \
    AND r.number = a.number WHERE t.town = $4 AND t.id = $5 AND a.change <> 'dropped' AND a.cost_low IS NOT NULL AND ",
    visible!("r", dialogue = "NULL", challenge = "t.challenge"),
    " AND ",
    entire!("r", "t.challenge"),
    " GROUP BY t.id ORDER BY 1, 2, 4, 3"
);

/// The record of a trial the viewer was shown; empty where what is counted is not open to them.
pub async fn record(tx: &mut ReadTx, row: &Trial) -> Result<Record> {
    if !row.shows_counted() {
        return Ok(Record::default());
    }
    let lines: Vec<Line> = tx.seen(RECORD, params![row.town, row.id]).await?;
    let mut record = Record::default();
    for line in lines {
        record.take(row, line)?;
    }
    Ok(record)
}

impl Record {
    fn take(&mut self, row: &Trial, line: Line) -> Result<()> {
        match line.kind.as_str() {
            "indicator" => self.indicators.push(Indicator {
                position: line.position,
                name: line.words,
                unit: line.detail,
                hope: line.reason,
                baseline: line.amount.map(Measure),
                form: Form::parse(&line.code)
                    .ok_or_else(|| Error::internal(format!("a form {}", line.code)))?,
            }),
            "value" => self.values.push(Measurement {
                written: Written {
                    town: row.town,
                    trial: row.id,
                    challenge: row.challenge,
                    record: line.id,
                    day: day(&line.day)?,
                    person: line.person.ok_or_else(|| Error::internal("a value of nobody"))?,
                    name: line.name,
                    version: line.version,
                    withdrawn: line.withdrawn,
                    reason: line.reason,
                    in_circle: row.in_circle,
                },
                id: MeasurementId::from_uuid(line.id),
                indicator: line.position,
                value: Measure(line.amount.unwrap_or_default()),
                note: line.words,
            }),
            "earlier" => {
                let before = Measure(line.amount.unwrap_or_default());
                self.earlier
                    .push((MeasurementId::from_uuid(line.id), day(&line.day)?, before));
            }
            "spent" => {
                let bearer = Bearer::parse(&line.code)
                    .ok_or_else(|| Error::internal(format!("a bearer {}", line.code)))?;
                self.spent = self.spent.and(bearer, line.amount.unwrap_or_default());
            }
            "plan" => self.plan = Cost::of(Some(line.position), line.amount),
            other => return Err(Error::internal(format!("a line of kind {other}"))),
        }
        Ok(())
    }
}

fn day(text: &str) -> Result<Day> {
    text.parse().map_err(Error::internal)
}
