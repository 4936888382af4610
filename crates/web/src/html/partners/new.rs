//! `GET /partners/new`, `POST /partners`: registers an organisation; whoever does it holds its first keys.

use axum::http::StatusCode;
use domain::{
    Problem,
    corporate_number::{CorporateNumber, CorporateNumberError},
    organisation::Kind,
    problem::limit,
};
use pages::{Form, Section, joining::NewPartner as Page};
use store::partner::{self, NewMember, NewPartner};

use crate::{
    Result,
    extract::{Check, Posted, SignedIn, back, html, html_with},
};

pub async fn get(SignedIn(at): SignedIn) -> Result {
    Ok(html(&Page {
        form: Form::new(),
        page: at.page(Section::Elsewhere),
    }))
}

/// The 法人番号, if one was typed.
fn number(check: &mut Check<'_>, typed: &str) -> Option<CorporateNumber> {
    if typed.trim().is_empty() {
        return None;
    }
    match CorporateNumber::parse(typed) {
        Ok(number) => Some(number),
        Err(error) => {
            let said = match error {
                CorporateNumberError::CheckDigit { .. } => "problem-corporate-number-check",
                _ => "problem-corporate-number-length",
            };
            check.add("number", Problem::Said(said));
            None
        }
    }
}

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    let person = at.signed_in()?.person;
    let mut check = at.check();
    let name = check.line("name", limit::LINE);
    let kana = check.line_or_none("kana", limit::LINE);
    let kind = check.choice::<Kind>("kind");
    let number = number(&mut check, at.form.value("number"));
    let about = check.prose_or_none("about", limit::PROSE);
    let title = check.line_or_none("title", limit::TITLE);
    let checked = check.finish();
    let (Ok(()), Some(kind)) = (&checked, kind) else {
        let page = Page {
            form: checked.err().unwrap_or_default(),
            page: at.page(Section::Elsewhere),
        };
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewPartner {
        name: &name,
        kana: &kana,
        kind,
        number: number.as_ref(),
        about: &about,
    };
    let id = match partner::insert(&mut at.tx, &new).await {
        Ok(id) => id,
        Err(store::Error::Conflict(_)) => {
            let mut form = at.form.clone();
            form.add("number", Problem::Said("problem-corporate-number-taken"));
            let page = Page {
                form,
                page: at.page(Section::Elsewhere),
            };
            return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        Err(error) => return Err(error.into()),
    };
    let member = NewMember {
        partner: id,
        person,
        title: &title,
        admin: true,
        begins: at.moment.today(),
    };
    partner::insert_member(&mut at.tx, &member).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/partners/{id}"), "partner-registered"))
}
