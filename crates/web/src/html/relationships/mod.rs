//! つながり: the relationships of one's town or partner.

mod index;
mod pair;
mod show;

use domain::id::RelationshipId;
use store::{
    ReadTx,
    relationship::{self, Relationship},
};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/relationships", index::get),
        Route::get("/relationships/{relationship}", show::get),
        Route::get("/towns/{code}/partners/{partner}", pair::get),
    ]
}

impl Subject for Relationship {
    type Key = RelationshipId;
    const PARAMETER: &'static str = "relationship";

    async fn find(tx: &mut ReadTx, key: RelationshipId) -> store::Result<Option<Self>> {
        relationship::find(tx, key).await
    }
}
