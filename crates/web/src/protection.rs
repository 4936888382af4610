//! What protects every answer: headers, error pages, request ids, panics that do not show.

use std::any::Any;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::day::Calendar;
use pages::{Chrome, Section, errors::Lost};
use tracing::Instrument;

use crate::{
    app::App,
    cookies::Cookies,
    error::{Carried, Error},
    extract::{Typed, html_with, words_before},
    secret::hex,
};

/// No inline script or style, nothing from elsewhere, no framing.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";

/// Adds the security headers.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // What is no page may say for itself that it needs less.
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(CSP));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(self), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What nobody said may be kept is not kept: most pages are one person's view.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Turns a panic into an ordinary internal error.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Error::Internal(format!("panic: {text}")).into_response()
}

/// Gives each request an id, logs how it ended, and renders errors for whoever asked.
pub async fn errors(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let moment = app.moment();
    let id = hex(&moment.bytes::<5>());
    // The route, not the address: addresses carry the receipts and links that open things.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let span = tracing::info_span!("request", id, method = %request.method(), path = route);
    let json = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("json") && !accept.contains("html"));
    let cookies = request.extensions().get::<Cookies>().cloned();
    let carried = Typed::default();
    request.extensions_mut().insert(carried.clone());
    let mut response = next.run(request).instrument(span.clone()).await;
    let Some(Carried(error)) = response.extensions_mut().remove::<Carried>() else {
        tracing::debug!(parent: &span, status = response.status().as_u16(), "answered");
        return response;
    };
    match &*error {
        Error::Internal(cause) => tracing::error!(parent: &span, cause, "failed"),
        Error::Unavailable(cause) => tracing::warn!(parent: &span, cause, "unavailable"),
        other => tracing::debug!(parent: &span, status = other.status().as_u16(), "refused"),
    }
    let status = response.status();
    let w = words_before(cookies.as_ref());
    let w = if json { w.plain() } else { w };
    let (title, hint) = error.keys();
    let (title, body) = (
        w.lookup(title).unwrap_or_default(),
        w.lookup(hint).unwrap_or_default(),
    );
    if json {
        let problem = serde_json::json!({
            "type": "about:blank", "status": status.as_u16(), "title": title, "detail": body, "instance": id
        });
        return (
            status,
            [(header::CONTENT_TYPE, "application/problem+json")],
            problem.to_string(),
        )
            .into_response();
    }
    let known = cookies.as_ref().is_some_and(|cookies| cookies.session.is_some());
    let page = Chrome {
        w,
        section: Section::Elsewhere,
        demo: app.settings.demo.is_some(),
        here: "/".to_owned(),
        csrf: String::new(),
        calendar: cookies
            .and_then(|cookies| cookies.calendar)
            .unwrap_or(Calendar::Wareki),
        ..Chrome::sample(w.locale, moment.today())
    };
    let mut typed = if error.shows_typed() {
        carried.take()
    } else {
        Vec::new()
    };
    typed.retain(|(name, value)| {
        let ours = name.contains("password") || matches!(name.as_str(), "csrf" | "once" | "version");
        !ours && !value.trim().is_empty()
    });
    let request = if status.is_server_error() {
        id
    } else {
        String::new()
    };
    html_with(
        status,
        &Lost {
            page,
            known,
            title,
            body,
            request,
            typed,
        },
    )
}
