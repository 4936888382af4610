//! The start page, what tomoni is, and for whom it works.

mod about;
mod accessibility;
mod index;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", index::get),
        Route::get("/about", about::get),
        Route::get("/accessibility", accessibility::get),
    ]
}
