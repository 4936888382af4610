//! `GET /language/{locale}?to=PATH`: shows pages in another language from now on. A link, so that it works on every
//! page; it changes nothing but a cookie.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use pages::Locale;

use crate::{App, Error, Result, cookies, extract::Query};

pub async fn get(State(app): State<App>, Path(tag): Path<String>, query: Query) -> Result {
    let locale = Locale::parse(&tag).ok_or(Error::NotFound)?;
    let mut response = Redirect::to(super::local(query.value("to"))).into_response();
    cookies::set_locale(&app, &mut response, locale);
    Ok(response)
}
