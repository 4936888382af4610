//! A browser without a screen: keeps cookies, finds form tokens, follows nothing by itself.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, Response, StatusCode, header},
};
use tower::ServiceExt;

/// One visitor.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: axum::http::HeaderMap,
    /// The body as text, without the places where titles may break into lines.
    pub body: String,
}

impl Answer {
    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Fails unless the body has this text.
    #[track_caller]
    pub fn has(self, text: &str) -> Self {
        assert!(self.body.contains(text), "no {text:?} in:\n{}", self.body);
        self
    }

    /// Fails if the body has this text.
    #[track_caller]
    pub fn lacks(self, text: &str) -> Self {
        assert!(!self.body.contains(text), "{text:?} in:\n{}", self.body);
        self
    }
}

impl Client {
    /// A new browser.
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
        }
    }

    /// Puts a cookie in.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Opens what does not end by itself.
    pub async fn open(&mut self, request: Request<Body>) -> Body {
        let request = self.with_cookies(request);
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        response.into_body()
    }

    fn with_cookies(&self, mut request: Request<Body>) -> Request<Body> {
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !pairs.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, pairs.join("; ").parse().unwrap());
        }
        request
    }

    /// Sends a request as it is, with the cookies.
    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let request = self.with_cookies(request);
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).replace("<wbr>", ""),
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "localhost:8080");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form to `action` with this browser's token.
    pub async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        self.post_with(&token, action, fields).await
    }

    /// This browser's form token: signed-in pages carry it in the hat switcher. Visitors have none before a page
    /// with a form, and send nothing that would be taken.
    pub async fn token(&mut self) -> String {
        let shown = self.get("/towns").await;
        token(&shown.body).unwrap_or_default()
    }

    /// Sends a form with a token.
    pub async fn post_with(&mut self, token: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", token);
        for (name, value) in fields {
            body.append_pair(name, value);
        }
        let request = Request::builder()
            .method(Method::POST)
            .uri(action)
            .header(header::HOST, "localhost:8080")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.finish())).unwrap()).await
    }
}

/// The form token of a page.
pub fn token(body: &str) -> Option<String> {
    let rest = &body[body.find("name=\"csrf\" value=\"")? + 19..];
    Some(rest[..rest.find('"')?].to_owned())
}
