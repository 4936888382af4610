//! Pages, a folder for each feature, a file for each endpoint.

mod accounts;
mod adaptations;
mod challenges;
mod demo;
mod dialogues;
mod home;
mod invitations;
mod joining;
mod operator;
mod packages;
mod partners;
mod reason;
mod session;
mod start;
mod terms;
mod towns;
mod trials;

use crate::routes::Route;

/// The endpoints of every feature.
pub fn routes() -> Vec<Route> {
    [
        start::routes(),
        session::routes(),
        accounts::routes(),
        home::routes(),
        joining::routes(),
        partners::routes(),
        invitations::routes(),
        operator::routes(),
        towns::routes(),
        adaptations::routes(),
        challenges::routes(),
        demo::routes(),
        dialogues::routes(),
        packages::routes(),
        trials::routes(),
    ]
    .concat()
}
