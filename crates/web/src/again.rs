//! A form that met another change on its way is tried again, by us instead of by the person who sent it.
//!
//! PostgreSQL ends one of two transactions that cannot both be true (`SERIALIZABLE`), and a unique key does the same for
//! two messages that take one place. Neither is the writer's doing. A handler does all its work in one transaction, so
//! running it once more is as if the form had come a moment later. What is still contended then is said to the person.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::{Carried, Error};

/// How often a form is tried.
const TRIES: usize = 4;
/// The most bytes that are kept for trying again; larger bodies, such as photos, are tried once.
const MOST_BYTES: usize = 512 * 1024;

/// The layer: keeps a form's bytes and hands them over until nothing stands in its way.
pub async fn layer(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !is_small_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST_BYTES).await else {
        return Error::TooLarge.into_response();
    };
    let mut response = None;
    for _ in 0..TRIES {
        let request = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
        let answer = next.clone().run(request).await;
        let contended = answer
            .extensions()
            .get::<Carried>()
            .is_some_and(|carried| matches!(*carried.0, Error::Contended));
        if !contended {
            return answer;
        }
        response = Some(answer);
    }
    response.unwrap_or_else(|| Error::Contended.into_response())
}

/// Whether it is a form without files, or one whose files are small.
fn is_small_form(request: &Request) -> bool {
    let headers = request.headers();
    let is = |wanted: &[u8]| {
        headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(wanted))
    };
    let small = || {
        let length = headers
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        length.is_some_and(|length| length <= MOST_BYTES)
    };
    is(b"application/x-www-form-urlencoded") || (is(b"multipart/form-data") && small())
}
