//! `GET /cards/{token}/card.vcf`, `…/card-3.vcf`: the card as a file for address books.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use documents::vcard::{self, Version};
use domain::card::Face;

use super::{
    address,
    show::{found, hide},
};
use crate::{
    Error, Result,
    extract::{Address, Reading},
};

/// Version 4.0.
pub async fn get(Path(typed): Path<String>, client: Address, at: Reading) -> Result {
    file(&typed, &client, at, Version::V4).await
}

/// Version 3.0.
pub async fn older(Path(typed): Path<String>, client: Address, at: Reading) -> Result {
    file(&typed, &client, at, Version::V3).await
}

async fn file(typed: &str, client: &Address, mut at: Reading, version: Version) -> Result<Response> {
    let (card, seen) = found(&mut at, client, typed).await?;
    if seen != Face::All {
        return Err(Error::NotFound);
    }
    let content = &card.content;
    let remarks = [content.words.as_str(), content.languages.as_str()];
    let note: Vec<&str> = remarks.into_iter().filter(|one| !one.is_empty()).collect();
    let written = vcard::Card {
        name: &card.name,
        kana: &card.kana,
        organisation: &card.organisation,
        department: &card.department,
        title: &card.title,
        note: &note.join("\n"),
        phone: &content.phone,
        email: &content.email,
        site: &content.site,
        page: &address(&at.app, typed),
        uid: &format!("urn:uuid:{}", card.end.seat()),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/vcard; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"card.vcf\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let mut response = (headers, vcard::write(&written, version)).into_response();
    hide(&mut response);
    Ok(response)
}
