//! Values: written down, corrected and withdrawn by who wrote them.
//!
//! Events of kind `trial`: `measured`, `corrected`, `withdrew` (before and after: indicator and value).

use domain::{Day, id::MeasurementId, trial::Measure};

use super::{
    Trial, note,
    written::{Recorded, Stood, Values, Written, anew, page, taken_back, written},
};
use crate::{
    Error, ReadTx, Result, WriteTx,
    page::{Cursor, Page, ROWS, newest_day},
    value::{FromRow, Row, params},
};

/// A value that was measured.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// What every record of a trial has; its day is when it was measured.
    pub written: Written,
    /// The id.
    pub id: MeasurementId,
    /// Of which indicator.
    pub indicator: i64,
    /// The value.
    pub value: Measure,
    /// What was noticed; may be empty.
    pub note: String,
}

impl FromRow for Measurement {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let written = Written::from_row(row)?;
        Ok(Self {
            id: MeasurementId::from_uuid(written.record),
            written,
            indicator: row.take()?,
            value: Measure(row.take()?),
            note: row.take()?,
        })
    }
}

macro_rules! measurements {
    ($rest:literal) => {
        written!(
            "measurements",
            "measured_on",
            "x.indicator, x.value, x.note",
            "",
            $rest
        )
    };
}

const FIND: &str = measurements!(" AND x.id = $4");
const OF_INDICATOR: &str = measurements!(
    " AND x.town = $4 AND x.trial = $5 AND x.indicator = $6 AND (x.measured_on, x.id) < ($7, $8) \
     ORDER BY x.measured_on DESC, x.id DESC LIMIT $9"
);
const ALL: &str =
    measurements!(" AND x.town = $4 AND x.trial = $5 ORDER BY x.indicator, x.measured_on, x.id LIMIT $6");

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
    Ok(page(tx.seen(OF_INDICATOR, values).await?))
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
    note(
        tx,
        row.town,
        row.id,
        "measured",
        None,
        &said(new.indicator, new.value),
    )
    .await?;
    Ok(id)
}

impl Recorded for Measurement {
    type New<'a> = NewMeasurement<'a>;
    const ANEW: &'static str = anew!("measurements", "measured_on = $5, value = $6, note = $7");
    const TAKEN_BACK: &'static str = taken_back!("measurements");
    const VERBS: [&'static str; 2] = ["corrected", "withdrew"];

    fn written(&self) -> &Written {
        &self.written
    }

    fn stands(&self) -> Stood<'_> {
        Stood {
            amount: Some(self.value.0),
            words: &self.note,
            ..Stood::default()
        }
    }

    fn said(&self) -> String {
        said(self.indicator, self.value)
    }

    fn will_say(&self, new: &NewMeasurement<'_>) -> String {
        said(self.indicator, new.value)
    }

    fn values<'a>(new: &'a NewMeasurement<'_>) -> Values<'a> {
        Values(params![new.day, new.value.0, new.note].to_vec())
    }
}

fn said(indicator: i64, value: Measure) -> String {
    format!("{indicator}: {value}")
}
