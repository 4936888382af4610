//! The start page, and what tomoni is.

mod about;
mod index;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![Route::get("/", index::get), Route::get("/about", about::get)]
}
