//! 気軽に相談: the list, the form, and thanks. What is asked is a dialogue and shown as one.

mod create;
mod index;
mod new;
mod thanks;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/consultations", index::get),
        Route::get("/consultations/new", new::get),
        Route::post("/consultations", create::post),
        Route::post("/dialogues/{dialogue}/thanks", thanks::post),
    ]
}
