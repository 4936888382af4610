//! Signing in, registering, settings and sessions.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    Vec::new()
}
