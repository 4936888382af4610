//! The invitation of a town's first administrator, for whoever holds its link.

mod show;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/invitations/{link}", show::get),
        Route::post("/invitations/{link}", show::post),
    ]
}
