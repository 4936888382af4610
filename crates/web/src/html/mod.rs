//! Pages, a folder for each feature, a file for each endpoint.

mod account;
mod adaptations;
mod challenges;
mod demo;
mod dialogues;
mod home;
mod join;
mod operator;
mod organisation;
mod packages;
mod reflections;
mod session;
mod start;
mod towns;
mod trials;
mod voices;

use crate::routes::Route;

/// The endpoints of every feature.
pub fn routes(with_demo: bool) -> Vec<Route> {
    let mut routes = [
        start::routes(),
        home::routes(),
        session::routes(),
        account::routes(),
        join::routes(),
        organisation::routes(),
        operator::routes(),
        towns::routes(),
        dialogues::routes(),
        voices::routes(),
        challenges::routes(),
        packages::routes(),
        adaptations::routes(),
        trials::routes(),
        reflections::routes(),
    ]
    .concat();
    if with_demo {
        routes.extend(demo::routes());
    }
    routes
}
