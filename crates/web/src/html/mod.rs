//! Pages, a folder for each feature, a file for each endpoint.

mod accounts;
mod adaptations;
mod cards;
mod challenges;
mod consultations;
mod demo;
mod dialogues;
mod drafts;
mod field;
mod home;
mod introductions;
mod invitations;
mod joining;
mod letters;
mod messages;
mod once;
mod operator;
mod packages;
mod partners;
mod reason;
mod relationships;
mod session;
mod start;
mod terms;
mod towns;
mod trials;

pub use messages::message_line;

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
        cards::routes(),
        challenges::routes(),
        consultations::routes(),
        demo::routes(),
        dialogues::routes(),
        introductions::routes(),
        messages::routes(),
        drafts::routes(),
        field::routes(),
        letters::routes(),
        packages::routes(),
        relationships::routes(),
        trials::routes(),
    ]
    .concat()
}
