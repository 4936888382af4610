//! The demo: one-click sign-in and the mailbox. These routes exist in the demo only.

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    Vec::new()
}
