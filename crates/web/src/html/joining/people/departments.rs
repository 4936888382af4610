//! `POST /towns/{code}/people/departments`: adds a department.

use axum::http::StatusCode;
use domain::problem::limit;
use pages::Section;
use store::{municipality::Town, post};

use super::{Content, Whose};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Town>) -> Result {
    let whose = Whose::Town(row.line.code);
    if !whose.includes(&at.viewer()) {
        return Err(Error::NotFound);
    }
    if !whose.administered_by(&at.viewer()) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let name = check.line("name", limit::TITLE);
    if let Err(form) = check.finish() {
        let content = Content::read(&mut at.tx, whose, at.moment.today()).await?;
        let page = content.page(at.page(Section::Elsewhere), form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let known = post::departments(&mut at.tx, row.line.code).await?;
    if known.iter().all(|one| one.name != name) {
        let last = i64::try_from(known.len()).unwrap_or(i64::MAX);
        post::insert_department(&mut at.tx, row.line.code, &name, last).await?;
        at.tx.commit().await?;
    }
    Ok(back(&whose.path(), "department-added"))
}
