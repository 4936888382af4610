//! `GET /files/{attachment}`: a file, to be saved.

use axum::http::HeaderMap;
use files::Part;
use store::attachment::Attachment;

use super::sending::send;
use crate::{Result, extract::Seen};

pub async fn get(Seen { at, row }: Seen<Attachment>, asked: HeaderMap) -> Result {
    let files = at.app.files.clone();
    // The page's connection goes back before the bytes begin.
    drop(at);
    send(files, row, Part::Whole, &asked).await
}
