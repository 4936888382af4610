//! `GET /join/towns/{code}`, `POST /join/towns/{code}`: asks to join a town's staff. Towns whose addresses the reader has
//! none of answer 404.

use axum::http::StatusCode;
use domain::{
    MunicipalityCode, Problem, email::Email, id::DepartmentId, organisation::may_ask_town, problem::limit,
};
use pages::{Chrome, Form, Section, form::Choice, joining::Ask};
use store::{
    ReadTx,
    join_request::{self, NewRequest, Of},
    municipality::{self, Town},
    person, post,
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

/// The town's departments, if the viewer's address lies on one of its domains.
async fn departments(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Vec<Choice>> {
    let me = tx.viewer().person.ok_or(Error::NotFound)?;
    let set = person::find_settings(tx, me).await?.ok_or(Error::NotFound)?;
    let email: Email = set
        .email
        .and_then(|email| email.parse().ok())
        .ok_or(Error::NotFound)?;
    let domains = municipality::domains(tx, town).await?;
    if !may_ask_town(&email, &domains) {
        return Err(Error::NotFound);
    }
    let known = post::departments(tx, town).await?;
    Ok(known
        .into_iter()
        .map(|one| Choice {
            value: one.id.to_string(),
            label: one.name,
        })
        .collect())
}

fn page(page: Chrome, form: Form, town: &Town, departments: Vec<Choice>) -> Ask {
    Ask {
        page,
        form,
        action: format!("/join/towns/{}", town.line.code),
        organisation: town.line.name.clone(),
        departments,
    }
}

pub async fn get(Seen { mut at, row }: Seen<Town>) -> Result {
    if at.visitor.is_none() {
        return Err(Error::SignInFirst(
            format!("/join/towns/{}", row.line.code),
            Vec::new(),
        ));
    }
    let departments = departments(&mut at.tx, row.line.code).await?;
    Ok(html(&page(
        at.page(Section::Elsewhere),
        Form::new(),
        &row,
        departments,
    )))
}

pub async fn post(Acting { mut at, row }: Acting<Town>) -> Result {
    let departments = departments(&mut at.tx, row.line.code).await?;
    let mut check = at.check();
    let chosen = check.parsed::<DepartmentId>("department", Problem::NotAChoice);
    let known = |id: &DepartmentId| departments.iter().any(|one| one.value == id.to_string());
    if at.form.value("department").is_empty() {
        check.add("department", Problem::Missing);
    } else if chosen.is_some_and(|id| !known(&id)) {
        check.add("department", Problem::NotAChoice);
    }
    let title = check.title("title");
    let message = check.prose_or_none("message", limit::PARAGRAPH);
    let mut refused = check.finish().err();
    if refused.is_none()
        && let Some(department) = chosen
    {
        let new = NewRequest {
            of: Of::Town(row.line.code, department),
            title: &title,
            message: &message,
        };
        if join_request::insert(&mut at.tx, &new).await?.is_some() {
            at.tx.commit().await?;
            return Ok(back("/join", "asked"));
        }
        let mut form = at.form.clone();
        form.add("department", Problem::Said("problem-asked-already"));
        refused = Some(form);
    }
    let page = page(
        at.page(Section::Elsewhere),
        refused.unwrap_or_default(),
        &row,
        departments,
    );
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
