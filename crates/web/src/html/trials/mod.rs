//! 試行: agreed on, looked at, concluded.

mod conclusion;
mod new;
mod show;

use domain::id::TrialId;
use store::{ReadTx, trial::Trial};

pub use show::Content;

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/adaptations/{adaptation}/trials/new", new::get),
        Route::post("/adaptations/{adaptation}/trials", new::post),
        Route::get("/trials/{trial}", show::get),
        Route::post("/trials/{trial}/conclusion", conclusion::post),
    ]
}

impl Subject for Trial {
    type Key = TrialId;
    const PARAMETER: &'static str = "trial";

    async fn find(tx: &mut ReadTx, key: TrialId) -> store::Result<Option<Self>> {
        store::trial::find(tx, key).await
    }
}
