//! 今日: what waits for whoever is signed in.

mod index;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![Route::get("/home", index::get)]
}
