//! `GET` and `POST /card`: one's own card under the hat worn, written and looked at.

use axum::http::StatusCode;
use domain::{Coded, Problem, card::Visibility, email::Email, problem::limit};
use pages::{Chrome, Form, Section, cards::Edit, qr::Qr};
use store::card::{Card, Content, own, write};

use super::{address, face};
use crate::{
    App, Error, Result,
    extract::{Check, Posted, SignedIn, back, html, html_with},
};

pub async fn get(SignedIn(mut at): SignedIn) -> Result {
    let card = own(&mut at.tx).await?.ok_or(Error::Forbidden)?;
    let app = at.app.clone();
    let form = kept(&card.content);
    Ok(html(&page(at.page(Section::Elsewhere), &app, &card, form)))
}

/// The form with what is kept in it.
pub(super) fn kept(content: &Content) -> Form {
    Form::filled([
        ("words", content.words.clone()),
        ("languages", content.languages.clone()),
        ("phone", content.phone.clone()),
        ("email", content.email.clone()),
        ("site", content.site.clone()),
        ("visibility", content.visibility.code().to_owned()),
    ])
}

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let card = own(&mut at.tx).await?.ok_or(Error::Forbidden)?;
    let mut check = at.check();
    let words = check.prose_or_none("words", limit::LINE);
    let languages = check.line_or_none("languages", limit::LINE);
    let phone = check.line_or_none("phone", limit::TITLE);
    let email = check.parsed::<Email>("email", Problem::NotAnEmail);
    let site = site(&mut check);
    let visibility = check.choice::<Visibility>("visibility");
    let checked = check.finish();
    let (Ok(()), Some(visibility)) = (&checked, visibility) else {
        let form = checked.err().unwrap_or_default();
        let app = at.app.clone();
        let page = page(at.page(Section::Elsewhere), &app, &card, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let content = Content {
        visibility,
        words,
        languages,
        phone,
        email: email.map(|email| email.to_string()).unwrap_or_default(),
        site,
    };
    write(&mut at.tx, &content).await?;
    at.tx.commit().await?;
    Ok(back("/card", "card-written"))
}

/// A page's address, or nothing.
fn site(check: &mut Check<'_>) -> String {
    let typed = check.line_or_none("site", 2 * limit::LINE);
    let rest = typed
        .strip_prefix("https://")
        .or_else(|| typed.strip_prefix("http://"));
    let is_address = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace));
    if !typed.is_empty() && !is_address {
        check.add("site", Problem::Said("problem-site"));
    }
    typed
}

/// The form's page.
pub(super) fn page(page: Chrome, app: &App, card: &Card, form: Form) -> Edit {
    let token = card.token.as_ref().map(ToString::to_string);
    let address = token
        .as_deref()
        .map(|token| address(app, token))
        .unwrap_or_default();
    Edit {
        page,
        form,
        face: face(card),
        visibility: card.content.visibility,
        qr: token.as_ref().and_then(|_| Qr::of(&address)),
        token,
        address,
    }
}
