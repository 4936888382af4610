//! A POST's form, read and checked before any transaction, and the transaction it then opens.

use std::{
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, OriginalUri, Request},
    http::{HeaderMap, Method, Uri, header, request::Parts},
};
use domain::{Moment, Viewer, day::Calendar};
use pages::{Chrome, Form, Section, Words};
use store::{SystemTx, WriteTx, session::Visitor};

use crate::{
    app::App,
    cookies::Cookies,
    error::Error,
    extract::{
        check::Check,
        reading::chrome,
        render::{csrf_of, words_of},
    },
    html::once,
    secret::same,
};

/// The most bytes a form may have. The largest of ours, an adaptation with twelve parts, stays far below it.
pub(super) const MOST_BYTES: usize = 512 * 1024;
/// The most fields a form may have.
pub(super) const MOST_FIELDS: usize = 400;

/// What a form carried, kept beside the request: whatever goes wrong later, the error page shows it.
#[derive(Clone, Default)]
pub struct Typed(Arc<Mutex<Vec<(String, String)>>>);

impl Typed {
    pub(super) fn keep(&self, values: &[(String, String)]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = values.to_vec();
    }

    /// Takes it out.
    pub fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A form that came from one of our own pages. No transaction is open yet: hash passwords here.
pub struct Posted {
    /// What was typed.
    pub form: Form,
    /// The application.
    pub app: App,
    /// Now.
    pub moment: Moment,
    /// The words by the browser's language, until it is known who is asking.
    pub w: Words,
    /// Where it was sent to.
    pub path: String,
    /// The client's address.
    pub address: String,
    /// The client's program, as it calls itself.
    pub agent: String,
    /// Whether a script asks, which wants no page for an answer.
    pub asks_for_json: bool,
    /// The page it stood on, as a path of ours.
    pub from: String,
    pub(crate) cookies: Option<Cookies>,
}

impl Posted {
    /// Opens the write transaction and looks up in it who is asking.
    pub async fn begin(self) -> Result<Writing, Error> {
        let mut system = self.app.db.system(&self.moment).await?;
        let visitor = self.visitor(&mut system).await?;
        let viewer = visitor.as_ref().map_or(Viewer::ANYONE, Visitor::viewer);
        let w = words_of(visitor.as_ref(), self.cookies.as_ref());
        let mut tx = system.write_as(viewer);
        // What was taken once is not taken again; what is given up with the transaction was not taken.
        let once = once::key(&self.app.secret, &self.form, &self.path).filter(|_| visitor.is_some());
        if let Some(key) = &once
            && let Some(led) = store::submission::claim(&mut tx, key, &self.from).await?
        {
            return Err(Error::TakenBefore(led));
        }
        let Self {
            form,
            app,
            moment,
            path,
            address,
            agent,
            cookies,
            ..
        } = self;
        let csrf = csrf_of(&app, visitor.is_some(), cookies.as_ref());
        Ok(Writing {
            tx,
            visitor,
            w,
            form,
            app,
            moment,
            path,
            address,
            agent,
            calendar: cookies.and_then(|cookies| cookies.calendar),
            csrf,
            once,
        })
    }

    /// Who is asking, looked up in a transaction that is nobody's.
    pub async fn visitor(&self, tx: &mut SystemTx) -> Result<Option<Visitor>, Error> {
        let token = self.cookies.as_ref().and_then(|cookies| cookies.session.as_ref());
        Ok(match token {
            Some(token) => store::session::find(tx, token).await?,
            None => None,
        })
    }

    /// The same, or the way to the sign-in page, which leads back to `to`.
    pub async fn signed_in(&self, tx: &mut SystemTx, to: &str) -> Result<Visitor, Error> {
        let visitor = self.visitor(tx).await?;
        visitor.ok_or_else(|| Error::SignInFirst(to.to_owned(), Vec::new()))
    }

    /// Reads and checks the fields.
    pub fn check(&self) -> Check<'_> {
        Check::new(&self.form)
    }

    /// The page around a form that comes back, for visitors not signed in.
    pub fn page(&self, section: Section) -> Chrome {
        let csrf = csrf_of(&self.app, false, self.cookies.as_ref());
        chrome(
            &self.app,
            None,
            self.w,
            self.cookies.as_ref().and_then(|cookies| cookies.calendar),
            &self.moment,
            section,
            csrf,
            self.path.clone(),
            None,
        )
    }
}

/// A POST at work: its form, its write transaction, and who is asking.
pub struct Writing {
    /// The transaction, in the visitor's name.
    pub tx: WriteTx,
    /// The signed-in visitor.
    pub visitor: Option<Visitor>,
    /// The words in their language.
    pub w: Words,
    /// What was typed.
    pub form: Form,
    /// The application.
    pub app: App,
    /// Now.
    pub moment: Moment,
    /// Where it was sent to.
    pub path: String,
    /// The client's address.
    pub address: String,
    /// The client's program.
    pub agent: String,
    /// By what the form is known, where it carries a word of its own.
    pub(crate) once: Option<String>,
    calendar: Option<Calendar>,
    csrf: String,
}

impl Writing {
    /// Who is asking.
    pub fn viewer(&self) -> Viewer {
        self.visitor.as_ref().map_or(Viewer::ANYONE, Visitor::viewer)
    }

    /// The visitor, or the way to the sign-in page.
    pub fn signed_in(&self) -> Result<&Visitor, Error> {
        let first = || Error::SignInFirst("/".to_owned(), self.form.typed().to_vec());
        self.visitor.as_ref().ok_or_else(first)
    }

    /// Reads and checks the fields.
    pub fn check(&self) -> Check<'_> {
        Check::new(&self.form)
    }

    /// Gives the change up and goes on to the page around the form that comes back.
    pub fn page(self, section: Section) -> Chrome {
        let visitor = self.visitor.as_ref();
        chrome(
            &self.app,
            visitor,
            self.w,
            self.calendar,
            &self.moment,
            section,
            self.csrf,
            self.path,
            None,
        )
    }
}

impl FromRequest<App> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        debug_assert_eq!(parts.method, Method::POST);
        if !is_of_kind(&parts, "application/x-www-form-urlencoded") {
            return Err(Error::BadRequest);
        }
        let body: Bytes = axum::body::to_bytes(body, MOST_BYTES)
            .await
            .map_err(|_| Error::TooLarge)?;
        let values: Vec<(String, String)> = form_urlencoded::parse(&body)
            .take(MOST_FIELDS + 1)
            .map(|(name, value)| {
                let value = as_text(&name, value.into_owned());
                (name.into_owned(), value)
            })
            .collect();
        if values.len() > MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        Self::of(parts, values, app).await
    }
}

impl Posted {
    /// A form whose fields were read, if it came from one of our own pages.
    pub(super) async fn of(
        mut parts: Parts,
        values: Vec<(String, String)>,
        app: &App,
    ) -> Result<Self, Error> {
        let cookies = parts.extensions.get::<Cookies>().cloned();
        let OriginalUri(uri) = OriginalUri::from_request_parts(&mut parts, app)
            .await
            .map_err(|never| Error::Internal(format!("{never:?}")))?;
        if let Some(kept) = parts.extensions.get::<Typed>() {
            kept.keep(&values);
        }
        if !is_ours(&parts, &values, app) {
            return Err(Error::Forged(values));
        }
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok());
        Ok(Self {
            form: Form::filled(values),
            app: app.clone(),
            moment: app.moment(),
            w: words_of(None, cookies.as_ref()),
            path: uri.path().to_owned(),
            address: address(app, &parts),
            agent: agent.unwrap_or_default().to_owned(),
            from: came_from(&parts.headers),
            asks_for_json: parts
                .headers
                .get(header::ACCEPT)
                .is_some_and(|accept| accept.as_bytes() == b"application/json"),
            cookies,
        })
    }
}

/// Whether the body says it is of a kind.
pub(super) fn is_of_kind(parts: &Parts, kind: &str) -> bool {
    parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|said| said.as_bytes().starts_with(kind.as_bytes()))
}

/// A field's value as it is kept. Passwords are bytes to be compared; everything else is text for people.
pub(super) fn as_text(name: &str, value: String) -> String {
    if name.contains("password") {
        value
    } else {
        text::clean(&value)
    }
}

/// Whether a form stood on one of our own pages, in this browser.
pub(super) fn is_ours(parts: &Parts, values: &[(String, String)], app: &App) -> bool {
    let cookies = parts.extensions.get::<Cookies>();
    // Whoever's session ended meanwhile was given a visit's forms, with the old cookie still in the browser.
    let expected = [true, false].map(|signed_in| csrf_of(app, signed_in, cookies));
    let sent = values
        .iter()
        .find(|(name, _)| name == "csrf")
        .map_or("", |(_, value)| value.as_str());
    let ours = expected
        .iter()
        .any(|token| !token.is_empty() && same(sent, token));
    ours && from_here(app, &parts.headers)
}

/// The path of the page a form stood on, as far as the browser tells; else the page everybody has.
fn came_from(headers: &HeaderMap) -> String {
    let page = headers
        .get(header::REFERER)
        .and_then(|page| page.to_str().ok()?.parse::<Uri>().ok());
    // A path that begins with two slashes would lead elsewhere.
    page.map(|page| page.path().to_owned())
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .unwrap_or_else(|| "/home".to_owned())
}

/// Whether the browser says that the form stood on one of our own pages. Browsers too old to say anything are let
/// through to the token.
fn from_here(app: &App, headers: &HeaderMap) -> bool {
    let said = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = said(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match said(header::ORIGIN) {
        Some(origin) => {
            let host = said(header::HOST).unwrap_or_default();
            origin == app.settings.public_url
                || origin.split_once("://").is_some_and(|(_, from)| from == host)
        }
        None => true,
    }
}

/// The client's address, for counting tries on a page.
pub struct Address(pub String);

impl FromRequestParts<App> for Address {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, app: &App) -> Result<Self, Error> {
        Ok(Self(address(app, parts)))
    }
}

/// The client's address: the last one the proxy wrote, or the peer's.
fn address(app: &App, parts: &Parts) -> String {
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
    if app.settings.behind_proxy
        && let Some(last) = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next())
    {
        let last = last.trim();
        return last.parse().map_or_else(|_| last.to_owned(), network);
    }
    parts
        .extensions
        .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
        .map(|info| network(info.0.ip()))
        .unwrap_or_default()
}

/// What limits count as one address: of IPv6 the first 64 bits, since a home or an office has all that begin with them.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn a_home_is_one_address() {
        let counted = |address: &str| network(address.parse().unwrap());
        assert_eq!(counted("2001:db8:1:2::1"), counted("2001:db8:1:2:ffff::9"));
        assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
        assert_eq!(counted("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(counted("192.0.2.7"), counted("192.0.2.8"));
    }
}
