//! 作り変え and 次の一歩.

mod compare;
mod form;
mod like;
mod moves;
mod new;
mod newer;
mod offers;
mod revise;
mod show;
mod towns;

use domain::id::AdaptationId;
use store::{ReadTx, adaptation::Adaptation};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/challenges/{challenge}/adaptations/new", new::get),
        Route::post("/challenges/{challenge}/adaptations", new::post),
        Route::get("/adaptations/{adaptation}", show::get),
        Route::get("/adaptations/{adaptation}/revise", revise::get),
        Route::post("/adaptations/{adaptation}/revisions", revise::post),
        Route::post("/adaptations/{adaptation}/moves", moves::post),
        Route::get("/adaptations/{adaptation}/newer", newer::get),
        Route::post("/adaptations/{adaptation}/newer", newer::post),
        Route::get("/adaptations/{adaptation}/offers", offers::get),
        Route::post("/adaptations/{adaptation}/offers", offers::post),
        Route::get("/adaptations/{adaptation}/like", like::get),
        Route::get("/adaptations/{adaptation}/compare", compare::get),
        Route::get("/adaptations/{adaptation}/towns", towns::get),
        Route::post("/adaptations/{adaptation}/towns", towns::post),
    ]
}

impl Subject for Adaptation {
    type Key = AdaptationId;
    const PARAMETER: &'static str = "adaptation";

    async fn find(tx: &mut ReadTx, key: AdaptationId) -> store::Result<Option<Self>> {
        store::adaptation::find(tx, key).await
    }
}
