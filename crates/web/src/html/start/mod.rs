//! The start page.

mod index;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![Route::get("/", index::get)]
}
