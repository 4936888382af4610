//! パートナー団体: the page of each, and registering one.

mod new;
mod show;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/partners/new", new::get),
        Route::post("/partners", new::post),
        Route::get("/partners/{partner}", show::get),
    ]
}
