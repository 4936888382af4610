//! The mails a demo sent (demo only).

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
