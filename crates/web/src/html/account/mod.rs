//! Signing in, registering, confirming, and one's own account.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
