//! `GET /join/partners/{partner}`, `POST /join/partners/{partner}`: asks to join a partner's members.

use axum::http::StatusCode;
use domain::{Problem, problem::limit};
use pages::{Chrome, Form, Section, joining::Ask};
use store::{
    join_request::{self, NewRequest, Of},
    partner::Partner,
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

fn page(page: Chrome, form: Form, row: &Partner) -> Ask {
    Ask {
        page,
        form,
        action: format!("/join/partners/{}", row.id),
        organisation: row.name.clone(),
        departments: Vec::new(),
    }
}

pub async fn get(Seen { at, row }: Seen<Partner>) -> Result {
    if at.visitor.is_none() {
        return Err(Error::SignInFirst(
            format!("/join/partners/{}", row.id),
            Vec::new(),
        ));
    }
    Ok(html(&page(at.page(Section::Elsewhere), Form::new(), &row)))
}

pub async fn post(Acting { mut at, row }: Acting<Partner>) -> Result {
    let mut check = at.check();
    let title = check.line_or_none("title", limit::TITLE);
    let message = check.prose_or_none("message", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        let page = page(at.page(Section::Elsewhere), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let new = NewRequest {
        of: Of::Partner(row.id),
        title: &title,
        message: &message,
    };
    if join_request::insert(&mut at.tx, &new).await?.is_none() {
        let mut form = at.form.clone();
        form.add("message", Problem::Said("problem-asked-already"));
        let page = page(at.page(Section::Elsewhere), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    at.tx.commit().await?;
    Ok(back("/join", "asked"))
}
