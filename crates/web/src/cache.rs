//! Pages for strangers, kept for a moment: whoever is not signed in reads the same page as everybody else.
//!
//! A page is kept if it was asked for without a session, answered 200 and holds no form (whose token belongs to one
//! browser). Every POST this process takes empties the store, so that what was just closed is closed; what other
//! processes and the workers change shows within [`LASTS`].

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Timestamp, day::Calendar};
use pages::Locale;

use crate::{app::App, cookies::Cookies};

/// How long a page is kept at most.
const LASTS: i64 = 5_000_000;
/// How many pages are kept; one more empties the store.
const MOST: usize = 500;
/// The largest page kept, in bytes.
const LARGEST: usize = 256 * 1024;

/// What decides what a stranger reads: the address, the language and the calendar.
type Key = (String, Option<Locale>, Option<Calendar>);

struct Kept {
    body: Bytes,
    headers: HeaderMap,
    until: Timestamp,
}

#[derive(Default)]
struct Shelf {
    pages: HashMap<Key, Kept>,
    /// Counts how often the shelf was emptied: a page read before is not put on it after.
    emptied: u64,
}

/// The pages kept.
#[derive(Clone, Default)]
pub struct PublicPages(Arc<Mutex<Shelf>>);

impl PublicPages {
    fn lock(&self) -> MutexGuard<'_, Shelf> {
        // What a panicking thread left is a page or none; both are whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, key: &Key, now: Timestamp) -> Option<Response> {
        let found = self.lock();
        let kept = found.pages.get(key).filter(|kept| now < kept.until)?;
        Some((StatusCode::OK, kept.headers.clone(), kept.body.clone()).into_response())
    }

    fn empty(&self) {
        let mut all = self.lock();
        all.pages.clear();
        all.emptied += 1;
    }
}

/// Answers from the shelf, and puts on it what may be kept.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
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
        || address.starts_with("/assets/")
        || address.starts_with("/files/")
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
        return found;
    }
    let emptied = app.public_pages.lock().emptied;
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    // Our pages are whole in memory; what is larger than any of them is not read at all.
    let Ok(body) = to_bytes(body, 4 << 20).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let form = body.windows(11).any(|part| part == b"name=\"csrf\"");
    if !form && body.len() <= LARGEST {
        let mut shelf = app.public_pages.lock();
        if shelf.pages.len() >= MOST {
            shelf.pages.clear();
        }
        if shelf.emptied == emptied {
            let kept = Kept {
                body: body.clone(),
                headers: parts.headers.clone(),
                until: now.plus(LASTS),
            };
            shelf.pages.insert(key, kept);
        }
    }
    Response::from_parts(parts, Body::from(body))
}
