//! `POST /trials/{trial}/first-text`: finishes one's own text; from then on one reads the others.

use axum::http::StatusCode;
use domain::problem::limit;
use pages::Section;
use store::{
    first_text::{Text, insert},
    trial::Trial,
};

use super::firsts::Content;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::drafts::Place,
};

/// The most characters of the first field.
const LEARNT: usize = 2000;

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    let content = Content::read(&mut at.tx, row, today).await?;
    if !content.may().write {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let text = Text {
        learnt: check.prose("learnt", LEARNT),
        keep: check.prose_or_none("keep", limit::PARAGRAPH),
        change: check.prose_or_none("change", limit::PARAGRAPH),
        ask: check.prose_or_none("ask", limit::PARAGRAPH),
    };
    if let Err(form) = check.finish() {
        let page = content.page(at.page(Section::Challenges), form, None);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let row = content.row;
    insert(&mut at.tx, &row, &text).await?;
    store::draft::forget(&mut at.tx, &Place::First(row.id).word()).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}/reflection", row.id), "first-written"))
}
