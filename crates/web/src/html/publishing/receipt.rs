//! `GET /correction-request/{correction_receipt}`: what became of a request, for whoever has its receipt.

use axum::extract::Path;
use pages::{Section, corrections::MyRequest};
use store::correction_request;

use crate::{
    Error, Result,
    extract::{Query, Reading, html},
    receipt::Receipt,
};

pub async fn get(Path(typed): Path<String>, mut at: Reading, query: Query) -> Result {
    let app = at.app.clone();
    let receipt = Receipt::read(&typed).ok_or(Error::NotFound)?;
    let found = correction_request::find_by_receipt(&mut at.tx, &receipt.digest(&app.secret)).await?;
    let row = found.ok_or(Error::NotFound)?;
    Ok(html(&MyRequest {
        receipt: receipt.shown(),
        // The address is told once, to be written down.
        fresh: query.value("done") == "correction-asked",
        address: app.settings.public_url.clone(),
        town: row.town_name.clone(),
        asked: super::asked(&row),
        page: at.page(Section::Elsewhere),
    }))
}
