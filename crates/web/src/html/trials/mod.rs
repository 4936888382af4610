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

/// A trial of which the viewer may have what is counted: its values, its diary and its costs have pages of their own, and
/// where that one paragraph is left out of what was opened they are not there.
pub struct Counted(pub Trial);

impl Subject for Counted {
    type Key = TrialId;
    const PARAMETER: &'static str = "trial";

    async fn find(tx: &mut ReadTx, key: TrialId) -> store::Result<Option<Self>> {
        let row = store::trial::find(tx, key).await?;
        Ok(row.filter(Trial::shows_counted).map(Self))
    }
}

impl Subject for Trial {
    type Key = TrialId;
    const PARAMETER: &'static str = "trial";

    async fn find(tx: &mut ReadTx, key: TrialId) -> store::Result<Option<Self>> {
        store::trial::find(tx, key).await
    }
}
