//! `POST /card/renewal`: a new address; every code printed before leads nowhere.

use axum::http::StatusCode;
use domain::Problem;
use pages::Section;
use store::card::{own, renew};

use super::edit;
use crate::{
    Error, Result,
    extract::{Posted, back, html_with},
};

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let card = own(&mut at.tx).await?.ok_or(Error::Forbidden)?;
    if card.token.is_none() {
        return Err(Error::NotFound);
    }
    if at.form.value("sure") != "yes" {
        let mut form = edit::kept(&card.content);
        form.add("sure", Problem::Said("problem-not-sure"));
        let app = at.app.clone();
        let page = edit::page(at.page(Section::Elsewhere), &app, &card, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    renew(&mut at.tx).await?;
    at.tx.commit().await?;
    Ok(back("/card", "card-renewed"))
}
