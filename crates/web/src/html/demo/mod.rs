//! What only a demo has: one-click sign-in as a persona, and the mailbox.

mod mail;
mod sign_in;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/demo/sign-in", sign_in::post),
        Route::get("/dev/mail", mail::index),
        Route::get("/dev/mail/{mail}", mail::show),
    ]
}
