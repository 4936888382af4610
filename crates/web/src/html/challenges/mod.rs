//! 課題: wordings, circle, signatures, hands, rest.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
