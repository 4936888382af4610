//! 今日: what needs me.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
