//! `GET /manifest.webmanifest?lang=`: how `/field` is put on a telephone's first screen.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use pages::{Locale, Words, assets};
use serde_json::json;

use crate::extract::Query;

pub async fn get(query: Query) -> Response {
    let locale = Locale::parse(query.value("lang")).unwrap_or(Locale::Ja);
    let w = Words::of(locale);
    let icon = |src: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": src, "sizes": sizes, "type": kind, "purpose": purpose });
    let manifest = json!({
        "id": "/field",
        "name": w.field_app_name(),
        "short_name": w.field_app_short(),
        "description": w.field_lead(),
        "lang": locale.as_str(),
        "dir": "ltr",
        "start_url": "/field",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f4",
        "theme_color": "#ffffff",
        "icons": [
            icon(assets::IMG_APP_192_PNG, "192x192", "image/png", "any"),
            icon(assets::IMG_APP_512_PNG, "512x512", "image/png", "any"),
            icon(assets::IMG_APP_MASKABLE_512_PNG, "512x512", "image/png", "maskable"),
            icon(assets::IMG_FAVICON_SVG, "any", "image/svg+xml", "any"),
        ],
    });
    let headers = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, manifest.to_string()).into_response()
}
