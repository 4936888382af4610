//! Pages, a folder for each feature, a file for each endpoint.

mod session;
mod start;
mod towns;

use crate::routes::Route;

/// The endpoints of every feature.
pub fn routes() -> Vec<Route> {
    [start::routes(), session::routes(), towns::routes()].concat()
}
