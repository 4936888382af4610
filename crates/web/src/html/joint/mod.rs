//! 広域: the towns of a challenge, their contexts, and how a town joins, is asked, leaves.

mod answer;
mod ask;
mod contexts;
mod departure;
mod index;
mod offer;

use std::collections::HashMap;

use domain::{
    MunicipalityCode, Viewer,
    joint::{Refusal, Standing},
};
use store::joint::JointTown;

use crate::{Error, Result, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/challenges/{challenge}/towns", index::get),
        Route::post("/challenges/{challenge}/towns", offer::post),
        Route::get("/challenges/{challenge}/towns/new", offer::new),
        Route::get("/challenges/{challenge}/towns/invitation", ask::get),
        Route::post("/challenges/{challenge}/towns/invitation", ask::post),
        Route::get("/challenges/{challenge}/towns/departure", departure::get),
        Route::post("/challenges/{challenge}/towns/departure", departure::post),
        Route::post("/challenges/{challenge}/towns/{code}/welcome", answer::welcome),
        Route::post(
            "/challenges/{challenge}/towns/{code}/postponement",
            answer::postpone,
        ),
        Route::get("/challenges/{challenge}/contexts/new", contexts::new),
        Route::post("/challenges/{challenge}/contexts", contexts::post),
        Route::get("/challenges/{challenge}/contexts/{code}", contexts::history),
    ]
}

/// The town an address names.
fn town(path: &HashMap<String, String>) -> Result<MunicipalityCode> {
    let text = path.get("code").ok_or(Error::NotFound)?;
    text.parse().map_err(|_| Error::NotFound)
}

/// Where a town stands.
fn standing(rows: &[JointTown], town: MunicipalityCode) -> Option<Standing> {
    rows.iter().find(|one| one.town == town).map(|one| one.standing)
}

/// Where the viewer's own town stands.
fn own_standing(rows: &[JointTown], viewer: &Viewer) -> Option<Standing> {
    viewer.town().and_then(|town| standing(rows, town))
}

/// What is answered to somebody who may not, or not now.
fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotNow => Error::Contended,
        Refusal::NotTheirs | Refusal::Already | Refusal::CircleOnly | Refusal::TownWasNotThere => {
            Error::Forbidden
        }
    }
}
