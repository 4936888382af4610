//! 対話: what a challenge grows out of.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
