//! Pages, a folder for each feature, a file for each endpoint.

mod accounts;
mod adaptations;
mod cards;
mod challenges;
mod consultations;
mod contacts;
mod costs;
mod demo;
mod dialogues;
mod diary;
mod drafts;
mod field;
mod files;
mod home;
mod interests;
mod introductions;
mod invitations;
mod joining;
mod joint;
mod letters;
mod measurements;
mod messages;
pub(crate) mod once;
mod operator;
mod packages;
mod partners;
mod procurements;
mod publishing;
mod reason;
mod reflections;
mod relationships;
mod session;
mod start;
mod stranger;
mod terms;
mod towns;
mod trials;

pub use messages::said;

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
        joint::routes(),
        consultations::routes(),
        demo::routes(),
        dialogues::routes(),
        introductions::routes(),
        messages::routes(),
        drafts::routes(),
        field::routes(),
        files::routes(),
        letters::routes(),
        packages::routes(),
        procurements::routes(),
        interests::routes(),
        contacts::routes(),
        measurements::routes(),
        diary::routes(),
        costs::routes(),
        relationships::routes(),
        publishing::routes(),
        trials::routes(),
        reflections::routes(),
    ]
    .concat()
}
