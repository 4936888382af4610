//! What a trial cost so far.

mod create;
mod csv;
mod edit;
mod index;
mod update;
mod withdrawal;

use domain::{
    Day, Problem, Viewer,
    id::CostId,
    problem::limit,
    spending::{Bearer, is_amount},
};
use pages::costs::CostLine;
use store::{
    ReadTx,
    cost::{Cost, NewCost},
};

use crate::{
    extract::{Check, Subject},
    html::trials::theirs,
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/trials/{trial}/costs", index::get),
        Route::post("/trials/{trial}/costs", create::post),
        Route::get("/trials/{trial}/costs.csv", csv::costs),
        Route::get("/trials/{trial}/measurements.csv", csv::measurements),
        Route::get("/costs/{cost}/edit", edit::get),
        Route::post("/costs/{cost}", update::post),
        Route::post("/costs/{cost}/withdrawal", withdrawal::post),
    ]
}

impl Subject for Cost {
    type Key = CostId;
    const PARAMETER: &'static str = "cost";

    async fn find(tx: &mut ReadTx, key: CostId) -> store::Result<Option<Self>> {
        store::cost::find(tx, key).await
    }
}

/// A cost as its reader sees it.
fn line(viewer: &Viewer, row: Cost) -> CostLine {
    CostLine {
        mine: theirs(viewer, &row.written),
        id: row.id,
        day: row.written.day,
        what: row.what,
        amount: row.amount,
        bearer: row.bearer,
        note: row.note,
        before: row.before,
        withdrawn: row.written.withdrawn,
        reason: row.written.reason,
    }
}

/// What was typed of a cost.
struct Typed {
    day: Option<Day>,
    what: String,
    amount: Option<i64>,
    bearer: Option<Bearer>,
    note: String,
}

impl Typed {
    fn read(check: &mut Check<'_>, today: Day) -> Self {
        let day = check.day("day");
        if day.is_some_and(|day| day > today) {
            check.add("day", Problem::NotYet);
        }
        Self {
            day,
            amount: check.yen("amount", is_amount),
            what: check.line("what", limit::LINE),
            bearer: check.choice("bearer"),
            note: check.line_or_none("note", limit::LINE),
        }
    }

    fn cost(&self) -> Option<NewCost<'_>> {
        Some(NewCost {
            day: self.day?,
            what: &self.what,
            amount: self.amount?,
            bearer: self.bearer?,
            note: &self.note,
        })
    }
}
