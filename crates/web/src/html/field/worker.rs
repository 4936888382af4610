//! `GET /sw.js`: the service worker of `/field`. It is put together here, since it has to know the names of the files that
//! belong to this version.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// It asks for files of this site and does nothing else.
const CSP: &str = "default-src 'none'; connect-src 'self'";

pub async fn get() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, CSP),
    ];
    (headers, pages::field::worker()).into_response()
}
