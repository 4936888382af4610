//! 作り変え and 次の一歩.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
