//! `GET /calendar/{calendar}?to=PATH`: writes years by another calendar from now on, for whoever is not signed in. Those
//! who are have it among their settings, where it goes with them to every browser.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use domain::{Coded, day::Calendar};

use crate::{App, Error, Result, cookies, extract::Query};

pub async fn get(State(app): State<App>, Path(code): Path<String>, query: Query) -> Result {
    let calendar = Calendar::parse(&code).ok_or(Error::NotFound)?;
    let mut response = Redirect::to(super::local(query.value("to"))).into_response();
    cookies::set_calendar(&app, &mut response, calendar);
    Ok(response)
}
