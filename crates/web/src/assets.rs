//! What pages need besides themselves: fingerprinted, precompressed, kept by browsers for a year.

use axum::{
    extract::OriginalUri,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::error::Error;

/// `GET /assets/{*path}`.
pub async fn get(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let Some(asset) = pages::assets::find(uri.path()) else {
        return Error::NotFound.into_response();
    };
    let etag = HeaderValue::from_static(asset.etag);
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|sent| sent == etag)
    {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    }
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let takes = |encoding: &str| {
        accepted.split(',').any(|one| {
            let mut parts = one.split(';');
            parts.next().is_some_and(|name| name.trim() == encoding)
                && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    let (body, encoding) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if takes("br") => (brotli, Some("br")),
        (_, Some(gzip)) if takes("gzip") => (gzip, Some("gzip")),
        _ => (asset.identity, None),
    };
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    out.insert(header::ETAG, etag);
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
