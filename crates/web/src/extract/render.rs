//! Answers: pages, redirects after a change, and the words they are in.

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use pages::{
    Locale, Words,
    csv::{self, Cell},
};
use store::session::Visitor;

use crate::{app::App, cookies::Cookies, error::Error};

/// A page.
pub fn html<T: Template>(page: &T) -> Response {
    html_with(StatusCode::OK, page)
}

/// A page with a status: 422 for a form that comes back.
pub fn html_with<T: Template>(status: StatusCode, page: &T) -> Response {
    match page.render() {
        Ok(body) => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (status, headers, pages::readings::ruby(body)).into_response()
        }
        Err(error) => Error::Internal(format!("rendering: {error}")).into_response(),
    }
}

/// A table for a spreadsheet, as a file to keep: the names of its columns, then its lines.
pub fn table(file: &str, names: &[&str], lines: impl Iterator<Item = Vec<Cell>>) -> Response {
    let head = names.iter().map(|name| Cell::Plain((*name).to_owned())).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{file}\""),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, csv::write(std::iter::once(head).chain(lines))).into_response()
}

/// After a change: go to `path` and say `done-KEY` there.
pub fn back(path: &str, done: &str) -> Response {
    Redirect::to(&format!("{path}?done={done}")).into_response()
}

/// Nothing has this address or takes this method.
pub async fn fallback() -> Error {
    Error::NotFound
}

/// The words for a visitor: their setting, the browser's choice, Japanese.
pub(super) fn words_of(visitor: Option<&Visitor>, cookies: Option<&Cookies>) -> Words {
    let chosen = cookies.and_then(|cookies| cookies.locale);
    let setting = visitor.and_then(|visitor| Locale::parse(&visitor.locale));
    Words::of(chosen.or(setting).unwrap_or(Locale::Ja))
}

/// The words for somebody whose page is open.
pub(crate) fn words_for(visitor: &Visitor, cookies: &Cookies) -> Words {
    words_of(Some(visitor), Some(cookies))
}

/// The words before anybody is known.
pub fn words_before(cookies: Option<&Cookies>) -> Words {
    words_of(None, cookies)
}

/// The token of every form for this browser: bound to the session, or to the visit before signing in.
pub(super) fn csrf_of(app: &App, signed_in: bool, cookies: Option<&Cookies>) -> String {
    let Some(cookies) = cookies else {
        return String::new();
    };
    match &cookies.session {
        Some(token) if signed_in => app.secret.token("csrf-session", &token.0),
        // A dead session is no session: its forms are a visit's.
        _ => app.secret.token("csrf-visit", cookies.visit.as_bytes()),
    }
}
