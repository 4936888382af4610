//! 肉声: a person's own words.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
