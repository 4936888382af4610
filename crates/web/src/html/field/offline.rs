//! `GET /field/offline`: the same form with nobody's data in it. A browser keeps it for when there is no network, and a
//! script fills in what the telephone knows.

use axum::http::{HeaderValue, header};
use pages::{Section, field::Offline};

use crate::{
    Result,
    extract::{Reading, html},
};

pub async fn get(at: Reading) -> Result {
    let mut response = html(&Offline::new(at.page(Section::Elsewhere).w));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}
