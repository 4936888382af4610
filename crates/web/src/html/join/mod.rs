//! Asking to join, and answering.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    Vec::new()
}
