//! Values: written down, corrected and withdrawn by who wrote them.
//!
//! Events of kind `trial`: `measured`, `corrected`, `withdrew` (before and after: indicator and value).

use domain::{
    Day, MunicipalityCode,
    id::{ChallengeId, MeasurementId, PersonId, TrialId},
    trial::Measure,
};

use super::{Kept, Trial, keep};
use crate::{
    Error, ReadTx, Result, WriteTx,
    page::{Cursor, Page, ROWS, newest_day},
    scope::{counted, visible},
    value::{FromRow, Row, params},
};

/// A value that was measured.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: MeasurementId,
    /// The trial.
    pub trial: TrialId,
    /// Its challenge.
    pub challenge: ChallengeId,
    /// Of which indicator.
    pub indicator: i64,
    /// When.
    pub day: Day,
    /// The value.
    pub value: Measure,
    /// What was noticed; may be empty.
    pub note: String,
    /// Who wrote it down.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How often it was written; more than one is corrected.
    pub version: i64,
    /// Whether its writer took it back.
    pub withdrawn: bool,
    /// Why it was corrected or taken back; may be empty.
    pub reason: String,
    /// Whether the viewer sits in the circle.
    pub in_circle: bool,
}

impl FromRow for Measurement {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            trial: row.take()?,
            challenge: row.take()?,
            indicator: row.take()?,
            day: row.take()?,
            value: Measure(row.take()?),
            note: row.take()?,
            person: row.take()?,
            name: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
            reason: row.take()?,
            in_circle: row.take()?,
        })
    }
}

macro_rules! measurements {
    ($rest:literal) => {
        concat!(
            "SELECT v.town, v.id, v.trial, t.challenge, v.indicator, v.measured_on, v.value, v.note, v.person, p.name, \
             v.version, v.withdrawn, v.reason, m.seat IS NOT NULL FROM measurements v \
             JOIN trials t ON t.town = v.town AND t.id = v.trial JOIN persons p ON p.id = v.person \
             LEFT JOIN circle_members m ON m.town = t.town AND m.challenge = t.challenge AND m.seat = $2 \
             AND m.left_at IS NULL WHERE ",
            visible!("t", dialogue = "NULL", challenge = "t.challenge"),
            " AND ",
            counted!("t", "t.challenge"),
            $rest
        )
    };
}

const FIND: &str = measurements!(" AND v.id = $4");
const OF_INDICATOR: &str = measurements!(
    " AND v.town = $4 AND v.trial = $5 AND v.indicator = $6 AND (v.measured_on, v.id) < ($7, $8) \
     ORDER BY v.measured_on DESC, v.id DESC LIMIT $9"
);

const ALL: &str =
    measurements!(" AND v.town = $4 AND v.trial = $5 ORDER BY v.indicator, v.measured_on, v.id LIMIT $6");

/// One value, if the viewer may have what is counted in its trial.
pub async fn find(tx: &mut ReadTx, id: MeasurementId) -> Result<Option<Measurement>> {
    tx.seen_one(FIND, params![id]).await
}

/// The values of an indicator, the newest day first.
pub async fn of_indicator(
    tx: &mut ReadTx,
    row: &Trial,
    indicator: i64,
    after: Option<&Cursor>,
) -> Result<Page<Measurement>> {
    let (day, id) = newest_day(after);
    let values = params![row.town, row.id, indicator, day, id, ROWS + 1];
    let rows: Vec<Measurement> = tx.seen(OF_INDICATOR, values).await?;
    Ok(Page::cut(rows, |last| Cursor {
        key: last.day.to_string(),
        id: last.id.uuid(),
    }))
}

/// The most values of one export.
pub const MOST: i64 = 10_000;

/// All values of a trial for an export, by indicator and day, at most [`MOST`].
pub async fn all(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Measurement>> {
    tx.seen(ALL, params![row.town, row.id, MOST]).await
}

/// A value as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewMeasurement<'a> {
    /// Of which indicator.
    pub indicator: i64,
    /// When.
    pub day: Day,
    /// The value.
    pub value: Measure,
    /// What was noticed; may be empty.
    pub note: &'a str,
}

const INSERT: &str = "INSERT INTO measurements (town, id, trial, indicator, measured_on, value, note, person) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const CORRECT: &str = "UPDATE measurements SET measured_on = $3, value = $4, note = $5, reason = $6, version = version + 1 \
    WHERE town = $1 AND id = $2 AND version = $7 AND NOT withdrawn";
const WITHDRAW: &str =
    "UPDATE measurements SET withdrawn = TRUE, reason = $3 WHERE town = $1 AND id = $2 AND NOT withdrawn";

/// Writes down a value.
pub async fn measure(tx: &mut WriteTx, row: &Trial, new: &NewMeasurement<'_>) -> Result<MeasurementId> {
    let id = MeasurementId::new(tx.moment());
    let person = tx
        .viewer()
        .person
        .ok_or_else(|| Error::internal("a value is measured by a person"))?;
    let values = params![
        row.town,
        id,
        row.id,
        new.indicator,
        new.day,
        new.value.0,
        new.note,
        person
    ];
    tx.run(INSERT, values).await?;
    let said = format!("{}: {}", new.indicator, new.value);
    super::note(tx, row.town, row.id, "measured", None, &said).await?;
    Ok(id)
}

/// Corrects a value: the earlier one is kept. Answers whether it was still in the version read.
pub async fn correct(
    tx: &mut WriteTx,
    row: &Measurement,
    new: &NewMeasurement<'_>,
    reason: &str,
) -> Result<bool> {
    let values = params![
        row.town,
        row.id,
        new.day,
        new.value.0,
        new.note,
        reason,
        row.version
    ];
    if tx.run(CORRECT, values).await? == 0 {
        return Ok(false);
    }
    let kept = Kept {
        town: row.town,
        trial: row.trial,
        record: row.id.uuid(),
        number: row.version,
        day: row.day,
        amount: Some(row.value.0),
        words: &row.note,
        detail: "",
        code: "",
        reason,
    };
    keep(tx, &kept).await?;
    let [before, after] = [row.value, new.value].map(|value| format!("{}: {value}", row.indicator));
    super::note(tx, row.town, row.trial, "corrected", Some(before), &after).await?;
    Ok(true)
}

/// Takes a value back: it is no longer drawn, and stays readable with the reason. `false` when it was taken back before.
pub async fn withdraw(tx: &mut WriteTx, row: &Measurement, reason: &str) -> Result<bool> {
    if tx.run(WITHDRAW, params![row.town, row.id, reason]).await? == 0 {
        return Ok(false);
    }
    let before = format!("{}: {}", row.indicator, row.value);
    super::note(tx, row.town, row.trial, "withdrew", Some(before), reason).await?;
    Ok(true)
}
