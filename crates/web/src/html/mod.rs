//! Pages, a folder for each feature, a file for each endpoint.

mod account;
mod adaptations;
mod challenges;
mod demo;
mod dialogues;
mod home;
mod joining;
mod mailbox;
mod operator;
mod organisations;
pub(crate) mod packages;
mod session;
mod start;
mod towns;
mod trials;

use crate::routes::Route;

/// The endpoints of every feature.
pub fn routes() -> Vec<Route> {
    [
        start::routes(),
        session::routes(),
        towns::routes(),
        account::routes(),
        adaptations::routes(),
        challenges::routes(),
        demo::routes(),
        dialogues::routes(),
        home::routes(),
        joining::routes(),
        mailbox::routes(),
        operator::routes(),
        organisations::routes(),
        packages::routes(),
        trials::routes(),
    ]
    .concat()
}
