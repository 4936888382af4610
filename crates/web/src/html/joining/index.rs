//! `GET /join`: where the reader may ask to join, and how their requests stand.

use domain::email::Email;
use pages::{
    Form, Section,
    joining::{Index, PartnerLine, TownChoice},
};
use store::{join_request, municipality, partner, person};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    let me = at.viewer().person.ok_or(Error::NotFound)?;
    let set = person::find_settings(&mut at.tx, me)
        .await?
        .ok_or(Error::NotFound)?;
    let email: Option<Email> = set.email.and_then(|email| email.parse().ok());
    let domain = email.as_ref().map_or("", Email::domain).to_owned();
    let towns = municipality::on_domain(&mut at.tx, &domain).await?;
    let words = query.value("q");
    let found = match text::fold(words) {
        folded if folded.is_empty() => Vec::new(),
        folded => partner::search(&mut at.tx, &folded).await?,
    };
    let requests = join_request::mine(&mut at.tx).await?;
    Ok(html(&Index {
        form: Form::new().or("q", words),
        towns: towns
            .into_iter()
            .map(|town| TownChoice {
                code: town.code,
                name: format!("{}　{}", town.prefecture, town.name),
            })
            .collect(),
        domain,
        partners: found
            .into_iter()
            .map(|one| PartnerLine {
                id: one.id,
                name: one.name,
                kind: one.kind,
            })
            .collect(),
        requests: requests.into_iter().map(super::shown).collect(),
        page: at.page(Section::Elsewhere),
    }))
}
