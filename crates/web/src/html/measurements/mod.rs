//! Values measured in a trial: written down, looked at by indicator, corrected and taken back.

mod create;
mod edit;
mod index;
mod update;
mod withdrawal;

use std::collections::BTreeMap;

use domain::{Day, Problem, Viewer, id::MeasurementId, problem::limit, trial::Measure};
use pages::measurements::{IndicatorView, ValueLine};
use store::{
    ReadTx,
    trial::{Measurement, Record, Trial},
};

use crate::{
    extract::{Check, Subject},
    html::trials::theirs,
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/trials/{trial}/measurements", index::get),
        Route::post("/trials/{trial}/measurements", create::post),
        Route::get("/measurements/{measurement}/edit", edit::get),
        Route::post("/measurements/{measurement}", update::post),
        Route::post("/measurements/{measurement}/withdrawal", withdrawal::post),
    ]
}

impl Subject for Measurement {
    type Key = MeasurementId;
    const PARAMETER: &'static str = "measurement";

    async fn find(tx: &mut ReadTx, key: MeasurementId) -> store::Result<Option<Self>> {
        store::trial::find_measurement(tx, key).await
    }
}

/// The fields of a value, read: its day lies between the trial's first day and today.
fn read(check: &mut Check<'_>, begins: Day, today: Day) -> Option<(Day, Measure, String)> {
    let day = check.day("day");
    if day.is_some_and(|day| day > today) {
        check.add("day", Problem::NotYet);
    } else if day.is_some_and(|day| day < begins) {
        check.add("day", Problem::Said("problem-before-it-began"));
    }
    let value = check.needed::<Measure>("value", Problem::NotANumber);
    let note = check.line_or_none("note", limit::LINE);
    Some((day?, value?, note))
}

/// A value as its reader sees it.
fn line(viewer: &Viewer, one: Measurement, earlier: Option<(Day, Measure)>) -> ValueLine {
    ValueLine {
        mine: theirs(viewer, &one.written),
        id: one.id,
        day: one.written.day,
        value: one.value,
        note: one.note,
        // Names are for people with a seat; a trial open to everyone shows its values.
        name: viewer.seat().map(|_| one.written.name).unwrap_or_default(),
        earlier,
        withdrawn: one.written.withdrawn,
        reason: one.written.reason,
    }
}

/// The indicators of a trial as its reader sees them.
pub fn views(viewer: &Viewer, row: &Trial, record: Record) -> Vec<IndicatorView> {
    let Record {
        indicators,
        values,
        earlier,
        ..
    } = record;
    let before = |id| {
        let found = earlier.iter().find(|(of, ..)| *of == id);
        found.map(|(_, day, value)| (*day, *value))
    };
    let mut lines: BTreeMap<i64, Vec<ValueLine>> = BTreeMap::new();
    for one in values {
        let (indicator, earlier) = (one.indicator, before(one.id));
        lines
            .entry(indicator)
            .or_default()
            .push(line(viewer, one, earlier));
    }
    indicators
        .into_iter()
        .map(|one| IndicatorView {
            trial: row.id,
            values: lines.remove(&one.position).unwrap_or_default(),
            position: one.position,
            name: one.name,
            unit: one.unit,
            hope: one.hope,
            baseline: one.baseline,
            form: one.form,
        })
        .collect()
}
