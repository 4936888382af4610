//! `GET /towns/{code}/partners/{partner}`: the way to a relationship by the names of both sides.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use domain::{MunicipalityCode, id::PartnerId};

use crate::{Error, Result, extract::Reading};

pub async fn get(Path((code, partner)): Path<(String, String)>, mut at: Reading) -> Result {
    let town = MunicipalityCode::parse(&code).map_err(|_| Error::NotFound)?;
    let partner: PartnerId = partner.parse().map_err(|_| Error::NotFound)?;
    let found = store::relationship::with_partner(&mut at.tx, town, partner).await?;
    let row = found.ok_or(Error::NotFound)?;
    Ok(Redirect::to(&format!("/relationships/{}", row.id)).into_response())
}
