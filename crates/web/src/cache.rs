//! Pages for strangers, kept for a moment: whoever is not signed in reads the same page as everybody else.
//!
//! A page is kept if it was asked for without a session, answered 200 and holds no form (whose token belongs to one
//! browser). Every POST this process takes empties the store, so that what was just closed is closed; what other
//! processes and the workers change shows within [`LASTS`].
//!
//! What is kept carries a strong validator, the digest of its bytes, worked out once: whoever has the same bytes already
//! is answered 304. It depends on the cookies, which say the language and who is signed in.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Timestamp, day::Calendar};
use pages::Locale;
use sha2::{Digest, Sha256};

use crate::{app::App, cookies::Cookies, secret::hex};

/// How long a page is kept at most.
const LASTS: i64 = 5_000_000;
/// How many pages are kept; one more empties the store.
const MOST: usize = 500;
/// How many bytes they have together; more empties the store.
const MOST_BYTES: usize = 32 << 20;
/// The largest page kept, in bytes.
const LARGEST: usize = 256 * 1024;

/// What decides what a stranger reads: the address, the language and the calendar.
type Key = (String, Option<Locale>, Option<Calendar>);

/// What is no page for everybody, though nobody need be signed in: files with their own validators, and addresses that
/// carry somebody's receipt or link.
const APART: [&str; 9] = [
    "/assets/",
    "/files/",
    "/voice/",
    "/correction-request/",
    "/cards/",
    "/confirm",
    "/invitations/",
    "/password/",
    "/dev/",
];

#[derive(Clone)]
struct Kept {
    body: Bytes,
    headers: HeaderMap,
    etag: HeaderValue,
    until: Timestamp,
}

impl Kept {
    /// The answer to a request: nothing but the headers for whoever has these bytes, or asked for the headers alone.
    fn answer(self, asked: &HeaderMap, head: bool) -> Response {
        let mut response = if names(asked, &self.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if head {
            let mut response = StatusCode::OK.into_response();
            response
                .headers_mut()
                .insert(header::CONTENT_LENGTH, HeaderValue::from(self.body.len()));
            response
        } else {
            (StatusCode::OK, self.body).into_response()
        };
        let not_modified = response.status() == StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            // What a 304 carries is what the kept copy takes over (RFC 9110, 15.4.5).
            if !not_modified || matches!(*name, header::CACHE_CONTROL | header::LAST_MODIFIED) {
                headers.insert(name.clone(), value.clone());
            }
        }
        headers.insert(header::ETAG, self.etag);
        headers.insert(header::VARY, HeaderValue::from_static("cookie"));
        response
    }
}

/// Whether `If-None-Match` names this validator. The comparison is weak, as RFC 9110 asks: `W/` does not matter.
fn names(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    let mut sent = asked.get_all(header::IF_NONE_MATCH).iter();
    sent.any(|value| {
        value.to_str().is_ok_and(|list| {
            list.split(',').map(str::trim).any(|one| {
                let one = one.strip_prefix("W/").unwrap_or(one);
                one == "*" || one.as_bytes() == etag.as_bytes()
            })
        })
    })
}

/// The strong validator of bytes: half of their SHA-256.
fn validator(body: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(body);
    let text = format!("\"{}\"", hex(digest.get(..16).unwrap_or_default()));
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

#[derive(Default)]
struct Shelf {
    pages: HashMap<Key, Kept>,
    bytes: usize,
    /// Counts how often the shelf was emptied: a page read before is not put on it after.
    emptied: u64,
}

impl Shelf {
    fn clear(&mut self) {
        self.pages.clear();
        self.bytes = 0;
    }
}

/// The pages kept.
#[derive(Clone, Default)]
pub struct PublicPages(Arc<Mutex<Shelf>>);

impl PublicPages {
    fn lock(&self) -> MutexGuard<'_, Shelf> {
        // What a panicking thread left is a page or none; both are whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, key: &Key, now: Timestamp) -> Option<Kept> {
        let found = self.lock();
        found.pages.get(key).filter(|kept| now < kept.until).cloned()
    }

    fn empty(&self) {
        let mut all = self.lock();
        all.clear();
        all.emptied += 1;
    }

    fn keep(&self, key: Key, kept: Kept, emptied: u64) {
        let mut place = self.lock();
        if place.pages.len() >= MOST || place.bytes + kept.body.len() > MOST_BYTES {
            place.clear();
        }
        if place.emptied == emptied {
            place.bytes += kept.body.len();
            if let Some(before) = place.pages.insert(key, kept) {
                place.bytes = place.bytes.saturating_sub(before.body.len());
            }
        }
    }
}

/// Answers from the shelf, and puts on it what may be kept.
pub async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let head = request.method() == Method::HEAD;
    if request.method() != Method::GET && !head {
        let response = next.run(request).await;
        app.public_pages.empty();
        app.live.nudge();
        return response;
    }
    let cookies = request.extensions().get::<Cookies>();
    let anonymous = cookies.is_some_and(|cookies| cookies.session.is_none());
    let address = request.uri().to_string();
    let plain = request.headers().get(header::ACCEPT).is_none_or(|accept| {
        let accept = accept.as_bytes();
        !accept.windows(4).any(|part| part == b"json")
    });
    if !anonymous
        || !plain
        || address.len() > 300
        || APART.iter().any(|path| address.starts_with(path))
        || address.contains("done=")
    {
        return next.run(request).await;
    }
    let key = (
        address,
        cookies.and_then(|cookies| cookies.locale),
        cookies.and_then(|cookies| cookies.calendar),
    );
    let now = app.moment().now;
    if let Some(found) = app.public_pages.find(&key, now) {
        return found.answer(request.headers(), head);
    }
    let emptied = app.public_pages.lock().emptied;
    let asked = request.headers().clone();
    // The headers of a page are known when it is written.
    *request.method_mut() = Method::GET;
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Our pages are whole in memory; what is larger than any of them is not read at all.
    let Ok(body) = to_bytes(body, 4 << 20).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let form = body.windows(11).any(|part| part == b"name=\"csrf\"");
    if form || body.len() > LARGEST {
        return Response::from_parts(parts, if head { Body::empty() } else { Body::from(body) });
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    // Whoever keeps it asks each time whether it is still so: what was taken back is gone everywhere.
    parts
        .headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let kept = Kept {
        etag: validator(&body),
        body,
        headers: parts.headers,
        until: now.plus(LASTS),
    };
    app.public_pages.keep(key, kept.clone(), emptied);
    kept.answer(&asked, head)
}
