//! Signing out, changing hats, choosing a language.

mod hat;
mod language;
mod sign_out;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/hat", hat::post),
        Route::get("/language/{locale}", language::get),
        Route::post("/sign-out", sign_out::post),
    ]
}

/// A path on this site to come back to; `/` for anything else.
pub fn local(path: &str) -> &str {
    if path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']) {
        path
    } else {
        "/"
    }
}
