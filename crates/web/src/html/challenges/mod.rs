//! 課題: wordings, circle, signatures, hands, rest.

mod circle;
mod compare;
mod create;
mod index;
mod new;
mod rest;
mod show;
mod signature;
mod topics;
mod voices;
mod wordings;

use domain::id::ChallengeId;
use pages::challenges::Card;
use store::{
    ReadTx,
    challenge::{Challenge, Line},
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, Subject},
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/challenges", index::get),
        Route::get("/challenges/new", new::get),
        Route::post("/challenges", create::post),
        Route::get("/challenges/{challenge}", show::get),
        Route::get("/challenges/{challenge}/wordings", wordings::list),
        Route::get("/challenges/{challenge}/wordings/new", wordings::new),
        Route::post("/challenges/{challenge}/wordings", wordings::post),
        Route::get("/challenges/{challenge}/wordings/compare", compare::get),
        Route::get("/challenges/{challenge}/voices", voices::get),
        Route::post("/challenges/{challenge}/signature", signature::post),
        Route::get("/challenges/{challenge}/circle", circle::get),
        Route::post("/challenges/{challenge}/circle", circle::join),
        Route::post("/challenges/{challenge}/ownership", circle::own),
        Route::post("/challenges/{challenge}/departure", circle::leave),
        Route::get("/challenges/{challenge}/topics", topics::get),
        Route::post("/challenges/{challenge}/topics", topics::post),
        Route::get("/challenges/{challenge}/rest", rest::get),
        Route::post("/challenges/{challenge}/rest", rest::post),
        Route::post("/challenges/{challenge}/waking", rest::wake),
    ]
}

impl Subject for Challenge {
    type Key = ChallengeId;
    const PARAMETER: &'static str = "challenge";

    async fn find(tx: &mut ReadTx, key: ChallengeId) -> store::Result<Option<Self>> {
        store::challenge::find(tx, key).await
    }
}

/// The page for somebody in the circle; others who see the challenge are told that it is not theirs to do.
pub(super) fn in_circle(seen: Seen<Challenge>) -> Result<Seen<Challenge>> {
    if seen.row.in_circle {
        Ok(seen)
    } else {
        Err(Error::Forbidden)
    }
}

/// The form of somebody in the circle.
pub(super) fn acting_in_circle(acting: Acting<Challenge>) -> Result<Acting<Challenge>> {
    if acting.row.in_circle {
        Ok(acting)
    } else {
        Err(Error::Forbidden)
    }
}

/// A challenge as its pages head it.
pub(super) fn card(row: &Challenge) -> Card {
    Card {
        id: row.id,
        town: row.town_name.clone(),
        place: row.place,
        audience: row.audience,
        title: row.title.clone(),
        purpose: row.purpose.clone(),
        topics: row.topics.clone(),
        joined: row.joined,
    }
}

/// A challenge as lists show it.
pub(super) fn card_of_line(line: Line) -> Card {
    Card {
        id: line.id,
        town: line.town_name,
        place: line.place,
        audience: line.audience,
        title: line.title,
        purpose: line.purpose,
        topics: line.topics,
        joined: line.joined,
    }
}
