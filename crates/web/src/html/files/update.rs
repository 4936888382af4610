//! `POST /files/{attachment}`: says anew what is to be seen.

use axum::http::StatusCode;
use domain::problem::limit;
use pages::Section;
use store::attachment::{Attachment, describe};

use super::{edit, page_of, theirs};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Attachment>) -> Result {
    let viewer = at.viewer();
    if !theirs(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let caption = check.line_or_none("caption", limit::LINE * 2);
    if let Err(form) = check.finish() {
        let page = edit::page(at.page(Section::Dialogues), form, row, &viewer);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if caption != row.caption {
        describe(&mut at.tx, &row, &caption).await?;
        at.tx.commit().await?;
    }
    Ok(back(&page_of(&row), "file-described"))
}
