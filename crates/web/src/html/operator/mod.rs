//! What the operator does: inviting towns.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
