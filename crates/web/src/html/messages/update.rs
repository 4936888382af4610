//! `POST /messages/{message}`: writes one's own words anew; the earlier ones stay in the history.

use axum::http::StatusCode;
use domain::{Problem, dialogue::may_reword, problem::limit};
use pages::Section;
use store::message::Message;

use super::edit;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Message>) -> Result {
    if !may_reword(&at.viewer(), row.seat) || row.withdrawn {
        return Err(Error::Forbidden);
    }
    let version = at.form.value("version").parse().unwrap_or(0);
    let mut check = at.check();
    let body = check.prose("body", limit::PROSE);
    if version != row.version {
        check.add("body", Problem::Said("problem-version"));
    }
    if let Err(form) = check.finish() {
        let page = edit::page(at.page(Section::Dialogues), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    // Unchanged words are no new text.
    if body != row.body {
        if !store::message::reword(&mut at.tx, &row, version, &body).await? {
            return Err(Error::Contended);
        }
        at.tx.commit().await?;
    }
    Ok(back(&format!("/dialogues/{}", row.dialogue), "message-reworded"))
}
