//! 公開: hands for pieces and paragraphs, corrections by one hand, requests from outside, feeds.

mod answer;
pub mod beside;
mod contact;
mod corrections;
mod feeds;
mod hands;
mod index;
mod picture;
mod piece;
mod preview;
mod receipt;
mod request;
mod requests;
mod taking_back;

use domain::id::CorrectionRequestId;
use pages::{
    corrections::{Asked, Remarked},
    publishing::{HandView, PieceView},
};
use store::{
    ReadTx,
    challenge::Challenge,
    correction::Correction,
    correction_request::{self, CorrectionRequest},
    hand::{Line, Passages, PieceKey, Raised, passages},
};

use crate::{Error, Result, extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/challenges.atom", feeds::all),
        Route::get("/towns/{code}/feed.atom", feeds::of_town),
        Route::get("/challenges/{challenge}/feed.atom", feeds::of_challenge),
        Route::get("/challenges/{challenge}/picture.png", picture::get),
        Route::get("/challenges/{challenge}/publishing", index::get),
        Route::get("/challenges/{challenge}/publishing/{piece}", piece::get),
        Route::get("/challenges/{challenge}/publishing/{piece}/preview", preview::get),
        Route::get(
            "/challenges/{challenge}/publishing/{piece}/taking-back",
            taking_back::get,
        ),
        Route::post("/challenges/{challenge}/hands", hands::post),
        Route::get("/challenges/{challenge}/corrections/{piece}", corrections::get),
        Route::post("/challenges/{challenge}/corrections/{piece}", corrections::post),
        Route::get("/challenges/{challenge}/correction-request", request::get),
        Route::post("/challenges/{challenge}/correction-request", request::post),
        Route::get("/towns/{code}/contact", contact::get),
        Route::post("/towns/{code}/contact", contact::post),
        Route::get("/towns/{code}/correction-requests", requests::get),
        Route::get("/correction-requests/{correction_request}", answer::get),
        Route::post("/correction-requests/{correction_request}/answer", answer::post),
        Route::get("/correction-request/{correction_receipt}", receipt::get),
    ]
}

impl Subject for CorrectionRequest {
    type Key = CorrectionRequestId;
    const PARAMETER: &'static str = "correction_request";

    async fn find(tx: &mut ReadTx, key: CorrectionRequestId) -> store::Result<Option<Self>> {
        correction_request::find(tx, key).await
    }
}

/// The piece an address names, if it is one of this challenge's.
async fn piece(tx: &mut ReadTx, row: &Challenge, code: &str) -> Result<(PieceKey, Passages)> {
    let key: PieceKey = code.parse().map_err(|()| Error::NotFound)?;
    let found = passages(tx, row, key).await?.ok_or(Error::NotFound)?;
    Ok((key, found))
}

/// A piece as its pages head it.
fn view(key: PieceKey, found: &Passages, raised: &[Raised]) -> PieceView {
    PieceView {
        kind: key.kind,
        code: key.code(),
        number: key.number,
        title: found.title.clone(),
        audience: found.audience,
        partial: found.opened.is_partial(),
        hands: hands_of(raised.iter()),
    }
}

/// A piece in the list.
fn listed(one: Line, raised: &[Raised]) -> PieceView {
    PieceView {
        kind: one.key.kind,
        code: one.key.code(),
        number: one.key.number,
        title: one.title,
        audience: one.audience,
        partial: one.partial,
        hands: hands_of(raised.iter().filter(|hand| hand.key == one.key)),
    }
}

/// The hands as people read them: of one person once for paragraphs, however many.
fn hands_of<'a>(raised: impl Iterator<Item = &'a Raised>) -> Vec<HandView> {
    let mut seen = Vec::new();
    let mut hands = Vec::new();
    for one in raised {
        let same = (one.seat, one.audience, one.place.is_some());
        if seen.contains(&same) {
            continue;
        }
        seen.push(same);
        hands.push(HandView {
            side: one.party.side(),
            name: one.name.clone(),
            audience: one.audience,
            some: one.place.is_some(),
        });
    }
    hands
}

/// A remark as pages show it.
fn remarked(one: Correction) -> Remarked {
    Remarked {
        remark: one.remark,
        words: one.words,
        reason: one.reason,
        side: one.side,
        at: one.made_at,
    }
}

/// A request as pages show it.
fn asked(one: &CorrectionRequest) -> Asked {
    Asked {
        id: one.id,
        challenge: one.challenge,
        words: one.words.clone(),
        email: one.email.clone(),
        at: one.asked_at,
        outcome: one.outcome,
        answer: one.answer.clone(),
        answered_at: one.answered_at,
    }
}
