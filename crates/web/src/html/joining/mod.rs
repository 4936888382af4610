//! Asking to join a town or a partner, and registering a partner.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
