//! What a handler answers when it cannot do what was asked.
//!
//! Policy: the page says what happened in the reader's words and what to do; the cause goes to the log beside the
//! request id, never into the page. What one may not see answers 404, exactly like what does not exist. Problems with
//! typed fields are not errors: the form comes back with them.
//!
//! A handler returns [`Error`] with `?`; the `errors` layer turns it into a page or, for clients that ask for JSON,
//! into `application/problem+json` (RFC 9457).

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use crate::extract::back;

/// Why not.
#[derive(Debug)]
pub enum Error {
    /// 404: not there, or not for these eyes.
    NotFound,
    /// 403: seen, but not to be done under this hat.
    Forbidden,
    /// Signing in comes first; holds the path to come back to. What a form carried is shown, not lost.
    SignInFirst(String, Vec<(String, String)>),
    /// A form that was taken before; holds the path it led to.
    TakenBefore(String),
    /// 403: a form without its token, or from elsewhere. Holds what was typed.
    Forged(Vec<(String, String)>),
    /// 400: not a form, or broken.
    BadRequest,
    /// 413.
    TooLarge,
    /// 429.
    TooMany,
    /// 409: somebody else changed it meanwhile.
    Contended,
    /// 503.
    Unavailable(String),
    /// 500.
    Internal(String),
}

impl Error {
    /// The status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Forged(_) => StatusCode::FORBIDDEN,
            Self::SignInFirst(..) | Self::TakenBefore(_) => StatusCode::SEE_OTHER,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Contended => StatusCode::CONFLICT,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The keys of what is said: what happened, what to do.
    pub const fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("error-not-found", "error-not-found-hint"),
            Self::Forbidden => ("error-forbidden", "error-forbidden-hint"),
            Self::SignInFirst(..) | Self::Forged(_) => ("error-csrf", "error-csrf-hint"),
            Self::BadRequest => ("error-bad-request", "error-bad-request-hint"),
            Self::TooLarge => ("error-too-large", "error-too-large-hint"),
            Self::TooMany => ("error-too-many", "error-too-many-hint"),
            Self::Contended | Self::TakenBefore(_) => ("error-contended", "error-contended-hint"),
            Self::Unavailable(_) => ("error-unavailable", "error-unavailable-hint"),
            Self::Internal(_) => ("error-internal", "error-internal-hint"),
        }
    }

    /// Whether the form is lost unless the page shows what it carried: it was not read, or not taken.
    pub const fn shows_typed(&self) -> bool {
        matches!(
            self,
            Self::SignInFirst(..)
                | Self::Forged(_)
                | Self::Contended
                | Self::Unavailable(_)
                | Self::Internal(_)
                | Self::TooMany
        )
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Conflict(_) => Self::Contended,
            store::Error::Unavailable(cause) => Self::Unavailable(cause),
            store::Error::Internal(cause) => Self::Internal(cause),
        }
    }
}

impl From<files::Error> for Error {
    fn from(error: files::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// The error travels to the `errors` layer inside the response's extensions.
#[derive(Clone)]
pub(crate) struct Carried(pub(crate) std::sync::Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::TakenBefore(path) = &self {
            return back(path, "already-taken");
        }
        if let Self::SignInFirst(path, typed) = &self
            && typed.is_empty()
        {
            let to: String = axum::http::uri::PathAndQuery::try_from(path.as_str())
                .map(|path| form_urlencoded::byte_serialize(path.as_str().as_bytes()).collect())
                .unwrap_or_default();
            let mut response = Redirect::to(&format!("/sign-in?to={to}")).into_response();
            response.headers_mut().insert(
                header::CACHE_CONTROL,
                header::HeaderValue::from_static("no-store"),
            );
            return response;
        }
        let mut response = match &self {
            Self::SignInFirst(..) => StatusCode::UNAUTHORIZED.into_response(),
            error => error.status().into_response(),
        };
        response
            .extensions_mut()
            .insert(Carried(std::sync::Arc::new(self)));
        response
    }
}
