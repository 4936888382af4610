//! One-click sign-in as a persona (demo only).

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
