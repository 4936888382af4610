//! 試行, indicators and measurements: rows and SQL.
//!
//! Events of kind `trial`: `begun`, `measured` (after: the value), `concluded` (after: the day).

use domain::{
    Day, MunicipalityCode,
    audience::Audience,
    event::{Change, RecordKind},
    id::{AdaptationId, ChallengeId, MeasurementId, TrialId},
    trial::{Measure, Standing},
};

use crate::{
    Error, ReadTx, Result, WriteTx,
    adaptation::Adaptation,
    scope::visible,
    value::{FromRow, Row, params},
};

/// A trial.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: TrialId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The adaptation that is tried.
    pub adaptation: AdaptationId,
    /// The title.
    pub title: String,
    /// What is tried; Markdown.
    pub what: String,
    /// Where; may be empty.
    pub place: String,
    /// The first day.
    pub begins: Day,
    /// The last day as planned.
    pub ends: Day,
    /// The day it was concluded.
    pub concluded_on: Option<Day>,
    /// To whom it is open.
    pub audience: Audience,
    /// The round of the challenge it belongs to.
    pub round: i64,
    /// Whether the viewer sits in the challenge's circle.
    pub in_circle: bool,
    /// Whether it was looked back on.
    pub reflected: bool,
}

impl Trial {
    /// How it stands towards the viewer.
    pub const fn standing(&self) -> Standing {
        Standing {
            in_circle: self.in_circle,
            begins: self.begins,
            concluded_on: self.concluded_on,
        }
    }
}

impl FromRow for Trial {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            challenge: row.take()?,
            adaptation: row.take()?,
            title: row.take()?,
            what: row.take()?,
            place: row.take()?,
            begins: row.take()?,
            ends: row.take()?,
            concluded_on: row.take()?,
            audience: row.code()?,
            round: row.take()?,
            in_circle: row.take()?,
            reflected: row.take()?,
        })
    }
}

const FIND: &str = concat!(
    "SELECT t.town, t.id, t.challenge, t.adaptation, t.title, t.what, t.place, t.begins, t.ends, t.concluded_on, \
     t.audience, t.round, m.seat IS NOT NULL, EXISTS (SELECT 1 FROM reflections f WHERE f.town = t.town \
     AND f.trial = t.id) FROM trials t LEFT JOIN circle_members m ON m.town = t.town \
     AND m.challenge = t.challenge AND m.seat = $2 AND m.left_at IS NULL WHERE t.id = $4 AND ",
    visible!("t", dialogue = "NULL", challenge = "t.challenge")
);

/// One trial, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: TrialId) -> Result<Option<Trial>> {
    tx.seen_one(FIND, params![id]).await
}

/// An indicator both sides chose.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its place, from 1.
    pub position: i64,
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// What both hope for; may be empty.
    pub hope: String,
    /// How it was before.
    pub baseline: Option<Measure>,
}

impl FromRow for Indicator {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            position: row.take()?,
            name: row.take()?,
            unit: row.take()?,
            hope: row.take()?,
            baseline: row.take::<Option<i64>>()?.map(Measure),
        })
    }
}

/// A value that was measured.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// Of which indicator.
    pub indicator: i64,
    /// When.
    pub day: Day,
    /// The value.
    pub value: Measure,
    /// What was noticed; may be empty.
    pub note: String,
}

impl FromRow for Measurement {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            indicator: row.take()?,
            day: row.take()?,
            value: Measure(row.take()?),
            note: row.take()?,
        })
    }
}

const INDICATORS: &str = "SELECT position, name, unit, hope, baseline FROM indicators WHERE town = $1 AND trial = $2 \
    ORDER BY position LIMIT 6";
const MEASUREMENTS: &str = "SELECT indicator, measured_on, value, note FROM (\
    SELECT indicator, measured_on, value, note, id, \
    ROW_NUMBER() OVER (PARTITION BY indicator ORDER BY measured_on DESC, id DESC) AS newest \
    FROM measurements WHERE town = $1 AND trial = $2) k WHERE newest <= 100 ORDER BY indicator, measured_on, id";

/// The indicators of a trial the viewer was shown.
pub async fn indicators(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Indicator>> {
    tx.all(INDICATORS, params![row.town, row.id]).await
}

/// What was measured, by indicator and day: the newest hundred values of each.
pub async fn measurements(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Measurement>> {
    tx.all(MEASUREMENTS, params![row.town, row.id]).await
}

/// An indicator as it is chosen.
#[derive(Clone, Debug)]
pub struct NewIndicator<'a> {
    /// What is counted.
    pub name: &'a str,
    /// In what.
    pub unit: &'a str,
    /// What both hope for; may be empty.
    pub hope: &'a str,
    /// How it was before.
    pub baseline: Option<Measure>,
}

/// A trial as it is agreed on.
#[derive(Clone, Debug)]
pub struct NewTrial<'a> {
    /// The round of the challenge it belongs to.
    pub round: i64,
    /// The title.
    pub title: &'a str,
    /// What is tried; Markdown.
    pub what: &'a str,
    /// Where; may be empty.
    pub place: &'a str,
    /// The first day.
    pub begins: Day,
    /// The last day.
    pub ends: Day,
    /// The indicators.
    pub indicators: &'a [NewIndicator<'a>],
}

const INSERT: &str = "INSERT INTO trials (town, id, challenge, adaptation, number, title, what, place, begins, ends, made_at, \
    round) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const INSERT_INDICATOR: &str = "INSERT INTO indicators (town, trial, position, name, unit, hope, baseline) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const MEASURE: &str = "INSERT INTO measurements (town, id, trial, indicator, measured_on, value, note, person) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const CONCLUDE: &str =
    "UPDATE trials SET concluded_on = $3 WHERE town = $1 AND id = $2 AND concluded_on IS NULL";

/// Begins a trial of an adaptation's current revision. Where the challenge goes is the caller's to write.
pub async fn insert(tx: &mut WriteTx, on: &Adaptation, new: &NewTrial<'_>) -> Result<TrialId> {
    let (id, now) = (TrialId::new(tx.moment()), tx.now());
    let values = params![
        on.town,
        id,
        on.challenge,
        on.id,
        on.revision,
        new.title,
        new.what,
        new.place,
        new.begins,
        new.ends,
        now,
        new.round
    ];
    tx.run(INSERT, values).await?;
    for (position, one) in (1_i64..).zip(new.indicators) {
        let baseline = one.baseline.map(|measure| measure.0);
        let values = params![on.town, id, position, one.name, one.unit, one.hope, baseline];
        tx.run(INSERT_INDICATOR, values).await?;
    }
    note(tx, on.town, id, "begun", new.title).await?;
    Ok(id)
}

/// Writes down a value.
pub async fn measure(tx: &mut WriteTx, row: &Trial, new: &Measurement) -> Result<()> {
    let id = MeasurementId::new(tx.moment());
    let person = tx
        .viewer()
        .person
        .ok_or_else(|| Error::Internal("a value is measured by a person".to_owned()))?;
    let values = params![
        row.town,
        id,
        row.id,
        new.indicator,
        new.day,
        new.value.0,
        &new.note,
        person
    ];
    tx.run(MEASURE, values).await?;
    let said = format!("{}: {}", new.indicator, new.value);
    note(tx, row.town, row.id, "measured", &said).await
}

/// Concludes a trial. Where the challenge goes is the caller's to write. `false` when somebody else just did.
pub async fn conclude(tx: &mut WriteTx, row: &Trial, day: Day) -> Result<bool> {
    if tx.run(CONCLUDE, params![row.town, row.id, day]).await? == 0 {
        return Ok(false);
    }
    note(tx, row.town, row.id, "concluded", &day.to_string()).await?;
    Ok(true)
}

async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: TrialId,
    verb: &'static str,
    after: &str,
) -> Result<()> {
    let change = Change::new(RecordKind::Trial, id, verb)
        .of_town(town)
        .to(after.to_owned());
    tx.note(change).await
}
