//! `GET /files/{attachment}/preview`: a picture made small by us, to be shown on pages.

use axum::http::HeaderMap;
use files::Part;
use store::attachment::Attachment;

use super::sending::send;
use crate::{Error, Result, extract::Seen};

pub async fn get(Seen { at, row }: Seen<Attachment>, asked: HeaderMap) -> Result {
    if row.size.is_none() {
        return Err(Error::NotFound);
    }
    let files = at.app.files.clone();
    drop(at);
    send(files, row, Part::Preview, &asked).await
}
