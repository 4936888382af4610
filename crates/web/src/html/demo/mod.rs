//! One-click sign-in as a persona (demo only).

mod sign_in;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![Route::post("/demo/sign-in", sign_in::post)]
}
