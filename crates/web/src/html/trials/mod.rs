//! 試行, with what was measured, and ふりかえり on it.

mod conclusion;
mod measurements;
mod new;
mod reflect;
mod reflection;
mod show;

use domain::id::{ReflectionId, TrialId};
use store::{ReadTx, reflection::Reflection, trial::Trial};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/adaptations/{adaptation}/trials/new", new::get),
        Route::post("/adaptations/{adaptation}/trials", new::post),
        Route::get("/trials/{trial}", show::get),
        Route::post("/trials/{trial}/measurements", measurements::post),
        Route::post("/trials/{trial}/conclusion", conclusion::post),
        Route::get("/trials/{trial}/reflection", reflect::get),
        Route::post("/trials/{trial}/reflection", reflect::post),
        Route::get("/reflections/{reflection}", reflection::get),
    ]
}

impl Subject for Trial {
    type Key = TrialId;
    const PARAMETER: &'static str = "trial";

    async fn find(tx: &mut ReadTx, key: TrialId) -> store::Result<Option<Self>> {
        store::trial::find(tx, key).await
    }
}

impl Subject for Reflection {
    type Key = ReflectionId;
    const PARAMETER: &'static str = "reflection";

    async fn find(tx: &mut ReadTx, key: ReflectionId) -> store::Result<Option<Self>> {
        store::reflection::find(tx, key).await
    }
}
