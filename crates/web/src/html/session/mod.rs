//! Signing out, changing hats, choosing a language and a calendar.

mod calendar;
mod hat;
mod language;
mod sign_out;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/hat", hat::post),
        Route::get("/calendar/{calendar}", calendar::get),
        Route::get("/language/{locale}", language::get),
        Route::post("/sign-out", sign_out::post),
    ]
}

/// A path on this site to come back to; `/` for anything else. Browsers drop tabs and turn backslashes into slashes, so
/// only graphic ASCII counts as a path.
pub fn local(path: &str) -> &str {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && path.starts_with('/') && !path.starts_with("//") {
        path
    } else {
        "/"
    }
}
