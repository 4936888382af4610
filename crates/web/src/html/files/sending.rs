//! Sending a file: never as something the browser would open by itself, never kept by anybody between us and the reader.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use files::{Files, Key, Part};
use store::attachment::Attachment;

use crate::{Error, Result, secret::hex};

/// Whatever a file holds, it may do nothing: an own origin without scripts, forms or anything loaded.
const CSP: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The answer with a file, or that the browser's copy is still the one.
pub async fn send(files: Files, row: Attachment, part: Part, asked: &HeaderMap) -> Result {
    let tag = match part {
        Part::Whole => format!("\"{}\"", hex(&row.digest)),
        Part::Preview => format!("\"{}-p\"", hex(&row.digest)),
    };
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok())
        .is_some_and(|tags| {
            tags.split(',')
                .any(|one| one.trim().trim_start_matches("W/") == tag)
        });
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        open(&files, &row, part).await?
    };
    let headers = response.headers_mut();
    // Whether one may still see it is asked each time; the bytes need not come again.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

async fn open(files: &Files, row: &Attachment, part: Part) -> Result {
    let key = Key::parse(&row.object).ok_or_else(|| Error::Internal("a key that is none".to_owned()))?;
    let Some(opened) = files.get(&key, part).await? else {
        tracing::error!(attachment = %row.id, "the bytes of a file are not in the store");
        return Err(Error::NotFound);
    };
    let mut response = Response::new(Body::from_stream(opened.stream));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, opened.length.into());
    let (kind, disposition) = match part {
        Part::Whole => (row.media.mime(), attachment(&row.name, row.media.extensions()[0])),
        // Made by us from pixels: the one thing a page may show.
        Part::Preview => ("image/jpeg", "inline".to_owned()),
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// The header that makes a browser save the file under its name (RFC 6266, RFC 8187).
fn attachment(name: &str, ending: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"file.{ending}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            super::attachment("議事録\";\r\n.pdf", "pdf"),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E8%AD%B0%E4%BA%8B%E9%8C%B2%22%3B%0D%0A.pdf"
        );
    }
}
