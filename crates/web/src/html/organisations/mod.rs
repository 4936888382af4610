//! The people of a town or a partner, kept by its admins.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
