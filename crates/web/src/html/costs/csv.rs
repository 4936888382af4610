//! `GET /trials/{trial}/costs.csv`, `…/measurements.csv`: the tables for a spreadsheet. Without names of people: whoever
//! may have what is counted in the trial may have them.

use pages::{Words, csv::Cell};
use store::trial::{self, indicators};

use crate::{
    Result,
    extract::{Seen, table},
    html::trials::Counted,
};

/// `GET /trials/{trial}/costs.csv`.
pub async fn costs(seen: Seen<Counted>) -> Result {
    let Seen {
        mut at,
        row: Counted(row),
    } = seen;
    let w = at.w;
    let costs = store::cost::all(&mut at.tx, &row).await?;
    let names = [
        w.costs_day(),
        w.costs_what(),
        w.costs_amount(),
        w.costs_bearer(),
        w.costs_note(),
        w.csv_standing(),
        w.csv_reason(),
    ];
    let lines = costs.into_iter().map(|one| {
        vec![
            Cell::Plain(one.written.day.to_string()),
            Cell::Text(one.what),
            Cell::Plain(one.amount.to_string()),
            Cell::Plain(w.bearer(&one.bearer).to_owned()),
            Cell::Text(one.note),
            Cell::Plain(standing(w, one.written.withdrawn)),
            Cell::Text(one.written.reason),
        ]
    });
    Ok(table("costs.csv", &names, lines))
}

/// `GET /trials/{trial}/measurements.csv`.
pub async fn measurements(seen: Seen<Counted>) -> Result {
    let Seen {
        mut at,
        row: Counted(row),
    } = seen;
    let w = at.w;
    let counted = indicators(&mut at.tx, &row).await?;
    let values = trial::all_measurements(&mut at.tx, &row).await?;
    let names = [
        w.csv_indicator(),
        w.csv_unit(),
        w.trials_day(),
        w.trials_value(),
        w.trials_note(),
        w.csv_standing(),
        w.csv_reason(),
    ];
    let lines = values.into_iter().map(|one| {
        let of = counted.iter().find(|of| of.position == one.indicator);
        let (name, unit) = of.map_or_else(Default::default, |of| (of.name.clone(), of.unit.clone()));
        vec![
            Cell::Text(name),
            Cell::Text(unit),
            Cell::Plain(one.written.day.to_string()),
            Cell::Plain(one.value.to_string()),
            Cell::Text(one.note),
            Cell::Plain(standing(w, one.written.withdrawn)),
            Cell::Text(one.written.reason),
        ]
    });
    Ok(table("measurements.csv", &names, lines))
}

fn standing(w: Words, withdrawn: bool) -> String {
    let words = if withdrawn {
        w.csv_withdrawn()
    } else {
        w.csv_stands()
    };
    words.to_owned()
}
