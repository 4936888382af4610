//! 試行: agreed on, looked at, concluded.

mod conclusion;
mod new;
mod show;

use domain::{Viewer, id::TrialId, trial::may_correct};
use store::{
    ReadTx,
    trial::{Trial, Written},
};

pub use show::Content;

use crate::{
    extract::{Carrier, Subject},
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/adaptations/{adaptation}/trials/new", new::get),
        Route::post("/adaptations/{adaptation}/trials", new::post),
        Route::get("/trials/{trial}", show::get),
        Route::post("/trials/{trial}/conclusion", conclusion::post),
    ]
}

/// Whether the viewer may correct what was written down in a trial, or take it back.
pub fn theirs(viewer: &Viewer, row: &Written) -> bool {
    may_correct(viewer, row.person, row.in_circle) && !row.withdrawn
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

/// Whoever may tell of it; on which days, the handler asks.
impl Carrier for Trial {
    async fn may_carry(_: &mut ReadTx, row: &Self) -> store::Result<bool> {
        Ok(row.in_circle)
    }
}

impl Subject for Trial {
    type Key = TrialId;
    const PARAMETER: &'static str = "trial";

    async fn find(tx: &mut ReadTx, key: TrialId) -> store::Result<Option<Self>> {
        store::trial::find(tx, key).await
    }
}
