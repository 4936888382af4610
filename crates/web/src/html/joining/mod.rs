//! Asking to join a town or a partner, and answering.

mod answer;
mod index;
mod partner;
pub mod people;
mod town;
mod withdrawal;

use domain::id::JoinRequestId;
use pages::joining::Request;
use store::{
    ReadTx,
    join_request::{self, JoinRequest},
};

use crate::{extract::Subject, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/join", index::get),
        Route::get("/join/towns/{code}", town::get),
        Route::post("/join/towns/{code}", town::post),
        Route::get("/join/partners/{partner}", partner::get),
        Route::post("/join/partners/{partner}", partner::post),
        Route::post("/join/requests/{request}/withdrawal", withdrawal::post),
        Route::post("/join/requests/{request}/admission", answer::admit),
        Route::post("/join/requests/{request}/refusal", answer::decline),
        Route::get("/towns/{code}/people", people::of_town),
        Route::post("/towns/{code}/people/departments", people::departments::post),
        Route::post("/towns/{code}/people/{seat}/ending", people::seats::end_post),
        Route::post("/towns/{code}/people/{seat}/keys", people::seats::keys_of_post),
        Route::get("/partners/{partner}/people", people::of_partner),
        Route::post(
            "/partners/{partner}/people/{seat}/ending",
            people::seats::end_membership,
        ),
        Route::post(
            "/partners/{partner}/people/{seat}/keys",
            people::seats::keys_of_membership,
        ),
    ]
}

impl Subject for JoinRequest {
    type Key = JoinRequestId;
    const PARAMETER: &'static str = "request";

    async fn find(tx: &mut ReadTx, id: JoinRequestId) -> store::Result<Option<Self>> {
        join_request::find(tx, id).await
    }
}

/// A request as pages show it.
fn shown(row: JoinRequest) -> Request {
    Request {
        id: row.id,
        name: row.name,
        email: row.email,
        organisation: row.organisation,
        department: row.department,
        title: row.title,
        message: row.message,
        asked_at: row.asked_at,
        answer: row.answer,
        reason: row.reason,
    }
}
