//! `…/contact`: whom a town names for corrections; its admin writes it.

use axum::http::StatusCode;
use domain::{Problem, correction::may_name_contact, problem::limit};
use pages::{Chrome, Form, Section, corrections::EditContact};
use store::{
    correction::{self, Contact},
    municipality::Town,
};

use crate::{
    Error, Result,
    extract::{Acting, Check, Seen, back, html, html_with},
};

fn page(page: Chrome, town: &Town, form: Form) -> EditContact {
    EditContact {
        town: town.line.code,
        name: town.line.name.clone(),
        form,
        page,
    }
}

/// `GET /towns/{code}/contact`.
pub async fn get(Seen { mut at, row }: Seen<Town>) -> Result {
    if !may_name_contact(&at.viewer(), row.line.code) {
        return Err(Error::NotFound);
    }
    let now = correction::contact(&mut at.tx, row.line.code)
        .await?
        .unwrap_or_default();
    let form = Form::filled([
        ("office", now.office),
        ("email", now.email),
        ("telephone", now.telephone),
        ("site", now.site),
    ]);
    Ok(html(&page(at.page(Section::Towns), &row, form)))
}

/// Reads what was typed: an office and at least one way to reach it.
fn read(check: &mut Check<'_>) -> Contact {
    let office = check.line("office", limit::LINE);
    let telephone = check.line_or_none("telephone", limit::LINE);
    let email = check.parsed::<domain::email::Email>("email", Problem::NotAnEmail);
    let site = check.line_or_none("site", 300);
    if !site.is_empty() && !site.starts_with("https://") && !site.starts_with("http://") {
        check.add("site", Problem::Said("problem-not-an-address"));
    }
    Contact {
        office,
        email: email.map(|email| email.to_string()).unwrap_or_default(),
        telephone,
        site,
    }
}

/// `POST /towns/{code}/contact`.
pub async fn post(Acting { mut at, row }: Acting<Town>) -> Result {
    if !may_name_contact(&at.viewer(), row.line.code) {
        return Err(Error::NotFound);
    }
    let mut check = at.check();
    let contact = read(&mut check);
    let ways = ["telephone", "email", "site"].map(|name| at.form.value(name).trim());
    if ways.iter().all(|way| way.is_empty()) {
        check.add("telephone", Problem::Said("problem-contact-way"));
    }
    if let Err(form) = check.finish() {
        let page = page(at.page(Section::Towns), &row, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    correction::name_contact(&mut at.tx, row.line.code, &contact).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/towns/{}", row.line.code), "contact-named"))
}
