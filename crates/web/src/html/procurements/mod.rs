//! 調達の手続き: foreseen, announced, settled or given up; what was told about it; the dated rules.

mod answers;
mod corrections;
mod following;
mod index;
mod new;
mod opening;
mod rules;
mod show;
mod steps;

use domain::id::{AnswerId, ProcurementId};
use pages::procurements::Short;
use store::{
    ReadTx,
    procurement::{self, Procurement, answer::Answer},
};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/towns/{code}/procurement-rules", rules::get),
        Route::post("/towns/{code}/procurement-rules", rules::post),
        Route::get("/towns/{code}/procurements", index::get),
        Route::get("/adaptations/{adaptation}/procurements/new", new::get),
        Route::post("/adaptations/{adaptation}/procurements", new::post),
        Route::get("/procurements/{procurement}", show::get),
        Route::post("/procurements/{procurement}/announcement", steps::announcement),
        Route::post("/procurements/{procurement}/result", steps::result),
        Route::post("/procurements/{procurement}/withdrawal", steps::withdrawal),
        Route::post("/procurements/{procurement}/audience", opening::post),
        Route::post("/procurements/{procurement}/corrections", corrections::post),
        Route::post("/procurements/{procurement}/answers", answers::post),
        Route::post("/procurements/{procurement}/following", following::post),
        Route::post("/answers/{answer}/publication", answers::publication),
    ]
}

impl Subject for Procurement {
    type Key = ProcurementId;
    const PARAMETER: &'static str = "procurement";

    async fn find(tx: &mut ReadTx, key: ProcurementId) -> store::Result<Option<Self>> {
        procurement::find(tx, key).await
    }
}

impl Subject for Answer {
    type Key = AnswerId;
    const PARAMETER: &'static str = "answer";

    async fn find(tx: &mut ReadTx, key: AnswerId) -> store::Result<Option<Self>> {
        procurement::answer::find(tx, key).await
    }
}

/// A procedure in short.
pub fn short(row: &Procurement) -> Short {
    Short {
        id: row.id,
        purpose: row.purpose.clone(),
        state: row.state,
    }
}
