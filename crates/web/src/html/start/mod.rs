//! The start page and what tomoni is.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    Vec::new()
}
