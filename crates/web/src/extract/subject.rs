//! The row a page is about, already authorised: found in the viewer's own transaction, or 404.

use std::{collections::HashMap, future::Future, str::FromStr};

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
};
use store::ReadTx;

use crate::{
    app::App,
    error::Error,
    extract::{
        posted::{Posted, Writing},
        reading::Reading,
    },
};

/// Something an address names by its first parameter.
pub trait Subject: Sized + Send {
    /// What the parameter reads as.
    type Key: FromStr + Send;
    /// The name of the parameter in the route.
    const PARAMETER: &'static str;
    /// Finds it, if the viewer may see it.
    fn find(tx: &mut ReadTx, key: Self::Key) -> impl Future<Output = store::Result<Option<Self>>> + Send;
}

pub(super) async fn key<S: Subject>(parts: &mut Parts) -> Result<S::Key, Error> {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, &()).await;
    let Ok(Path(parameters)) = path else {
        return Err(Error::NotFound);
    };
    let text = parameters.get(S::PARAMETER).ok_or(Error::NotFound)?;
    text.parse().map_err(|_| Error::NotFound)
}

/// A page about a row.
pub struct Seen<S> {
    /// The snapshot.
    pub at: Reading,
    /// The row.
    pub row: S,
}

impl<S: Subject> FromRequestParts<App> for Seen<S> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let key = key::<S>(parts).await?;
        let mut at = Reading::from_request_parts(parts, app).await?;
        let row = S::find(&mut at.tx, key).await?.ok_or(Error::NotFound)?;
        Ok(Self { at, row })
    }
}

/// A form about a row, by somebody signed in. Whether they may do it is the handler's question to `domain`.
pub struct Acting<S> {
    /// The transaction and the form.
    pub at: Writing,
    /// The row.
    pub row: S,
}

impl<S: Subject> FromRequest<App> for Acting<S> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let key = key::<S>(&mut parts).await?;
        let posted = Posted::from_request(Request::from_parts(parts, body), app).await?;
        let mut at = posted.begin().await?;
        at.signed_in()?;
        let row = S::find(&mut at.tx, key).await?.ok_or(Error::NotFound)?;
        Ok(Self { at, row })
    }
}

/// The query of an address as text: broken UTF-8 is replaced, of a name given twice the first counts.
pub struct Query(HashMap<String, String>);

impl Query {
    /// The value of a name, cut to 200 characters; empty if there is none.
    pub fn value(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Where a list goes on.
    pub fn cursor(&self) -> Option<store::Cursor> {
        store::Cursor::decode(self.value("after"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let mut values = HashMap::new();
        for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).take(50)
        {
            let short: String = text::clean_line(&value).chars().take(200).collect();
            values.entry(name.into_owned()).or_insert(short);
        }
        Ok(Self(values))
    }
}
