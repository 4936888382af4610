//! `POST /operator/invitations`, `…/{invitation}/renewal`: invites a town's first administrator, and does so once more.

use axum::{extract::Path, http::StatusCode};
use domain::{MunicipalityCode, Problem, email::domain_name, id::InvitationId, problem::limit};
use pages::Section;
use store::{
    invitation::{self, NewInvitation},
    municipality,
};

use crate::{
    Error, Result,
    extract::{Posted, back, html_with},
};

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    if !at.viewer().is_operator() {
        return Err(Error::NotFound);
    }
    let known = match at.form.value("town").trim().parse::<MunicipalityCode>() {
        Ok(code) => municipality::find(&mut at.tx, code).await?.is_some(),
        Err(_) => false,
    };
    let mut check = at.check();
    let town = check.parsed::<MunicipalityCode>("town", Problem::Said("problem-not-a-town-code"));
    if at.form.value("town").trim().is_empty() {
        check.add("town", Problem::Missing);
    }
    let name = check.line("name", limit::LINE);
    let email = check.email("email");
    let department = check.line("department", limit::TITLE);
    let title = check.title("title");
    let typed = check.line("domain", limit::LINE);
    let domain = domain_name(&typed);
    if domain.is_none() && !typed.is_empty() {
        check.add("domain", Problem::Said("problem-not-a-domain"));
    }
    if let (Some(email), Some(domain)) = (&email, &domain)
        && !email.is_on(domain)
    {
        check.add("email", Problem::Said("problem-not-on-domain"));
    }
    if town.is_some() && !known {
        check.add("town", Problem::Said("problem-no-such-town"));
    }
    let checked = check.finish();
    let (Ok(()), Some(town), Some(email), Some(domain)) = (&checked, town, email, domain) else {
        let lines = super::index::lines(&mut at.tx, at.moment.now).await?;
        let form = checked.err().unwrap_or_default();
        let page = super::index::page(at.page(Section::Elsewhere), form, lines);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewInvitation {
        town,
        email: &email,
        name: &name,
        department: &department,
        title: &title,
        domain: &domain,
    };
    invitation::insert(&mut at.tx, &new).await?;
    at.tx.commit().await?;
    Ok(back("/operator", "invited"))
}

pub async fn renew(Path(id): Path<String>, posted: Posted) -> Result {
    let id: InvitationId = id.parse().map_err(|_| Error::NotFound)?;
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let sent = invitation::list(&mut at.tx).await?;
    let row = sent.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    if !invitation::renew(&mut at.tx, row.id, row.town).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back("/operator", "invited"))
}
