//! A town's and a partner's people, departments and domains.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    Vec::new()
}
