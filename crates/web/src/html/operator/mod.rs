//! The operator's pages. 404 under every other hat.

mod index;
mod invitations;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator", index::get),
        Route::post("/operator/invitations", invitations::post),
        Route::post("/operator/invitations/{invitation}/renewal", invitations::renew),
    ]
}
