//! Our cookies: the session, the visit (for forms before signing in), the language and the calendar.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Coded, day::Calendar};
use pages::Locale;
use store::session::Token;

use crate::{app::App, secret::hex};

/// What the browser sent.
#[derive(Clone)]
pub struct Cookies {
    /// The session's token.
    pub session: Option<Token>,
    /// The random value anonymous form tokens hang on; made now if the browser had none.
    pub visit: String,
    /// The language chosen before signing in.
    pub locale: Option<Locale>,
    /// How years are written for somebody who is not signed in.
    pub calendar: Option<Calendar>,
}

fn name(app: &App, plain: &str) -> String {
    if app.settings.secure_cookies() {
        format!("__Host-tomoni-{plain}")
    } else {
        format!("tomoni-{plain}")
    }
}

fn sent<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn cookie(app: &App, plain: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if app.settings.secure_cookies() {
        "; Secure"
    } else {
        ""
    };
    let name = name(app, plain);
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Puts a signed-in session into the browser, or takes it out.
pub fn set_session(app: &App, response: &mut Response, token: Option<&Token>) {
    let (value, seconds) = match token {
        Some(token) => (URL_SAFE_NO_PAD.encode(token.0), store::session::IDLE / 1_000_000),
        None => (String::new(), 0),
    };
    if let Some(cookie) = cookie(app, "session", &value, seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Remembers the language chosen.
pub fn set_locale(app: &App, response: &mut Response, locale: Locale) {
    if let Some(cookie) = cookie(app, "language", locale.as_str(), 365 * 24 * 3600) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Remembers the calendar chosen.
pub fn set_calendar(app: &App, response: &mut Response, calendar: Calendar) {
    if let Some(cookie) = cookie(app, "calendar", calendar.code(), 365 * 24 * 3600) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Reads the cookies before, and gives the browser a visit after, unless the answer is for everybody's cache.
pub async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let session = sent(headers, &name(&app, "session"))
        .and_then(|value| URL_SAFE_NO_PAD.decode(value).ok())
        .and_then(|bytes| bytes.try_into().ok())
        .map(Token);
    let locale = sent(headers, &name(&app, "language")).and_then(Locale::parse);
    let calendar = sent(headers, &name(&app, "calendar")).and_then(Calendar::parse);
    let visit = sent(headers, &name(&app, "visit"))
        .filter(|value| value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(str::to_owned);
    let new_visit = visit.is_none();
    let visit = visit.unwrap_or_else(|| hex(&app.moment().bytes::<16>()));
    request.extensions_mut().insert(Cookies {
        session,
        visit: visit.clone(),
        locale,
        calendar,
    });
    let mut response = next.run(request).await;
    let private = response
        .headers()
        .get(header::CACHE_CONTROL)
        .is_some_and(|value| value.as_bytes().starts_with(b"no-store"));
    if new_visit
        && private
        && let Some(cookie) = cookie(&app, "visit", &visit, 7 * 24 * 3600)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
