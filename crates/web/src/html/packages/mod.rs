//! 型: the minimal solution, in parts.

mod form;
mod index;
pub(super) mod offers;
mod show;
mod versions;

use domain::id::PackageId;
use pages::packages::Card;
use store::{ReadTx, package::Package};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/packages", index::get),
        Route::get("/packages/new", form::new),
        Route::post("/packages", form::create),
        Route::get("/packages/{package}", show::get),
        Route::get("/packages/{package}/edit", form::edit),
        Route::post("/packages/{package}", form::update),
        Route::get("/packages/{package}/versions", versions::get),
        Route::get("/packages/{package}/offers", offers::list),
        Route::get("/offers/{offer}", offers::show),
        Route::post("/offers/{offer}/answer", offers::answer),
    ]
}

impl Subject for Package {
    type Key = PackageId;
    const PARAMETER: &'static str = "package";

    async fn find(tx: &mut ReadTx, key: PackageId) -> store::Result<Option<Self>> {
        store::package::find(tx, key).await
    }
}

/// How many characters of its text a card shows.
const SHORT: usize = 90;

/// A package as lists show it.
pub(super) fn card(row: &Package) -> Card {
    Card {
        id: row.id,
        keeper: row.keeper.clone(),
        title: row.title.clone(),
        summary: text::markdown::to_plain(&row.summary, SHORT),
        version: row.version,
        audience: row.audience,
    }
}

/// Whether a viewer keeps a package: staff of its town, members of its partner.
fn keeps(viewer: &domain::Viewer, row: &Package) -> bool {
    domain::package::keeps(viewer, row.town, row.partner)
}
