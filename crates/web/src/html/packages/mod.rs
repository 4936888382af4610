//! 型: the minimal solution, in parts.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
