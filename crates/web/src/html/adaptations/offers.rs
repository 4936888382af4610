//! `…/adaptations/{adaptation}/offers`: what was learnt, offered back to the package; read by those who keep it.

use axum::http::StatusCode;
use domain::{
    Problem,
    id::{PackageId, PartId},
    problem::limit,
};
use pages::{Chrome, Form, Section, form::Choice, newer::OfferBack};
use store::{
    ReadTx,
    adaptation::Adaptation,
    offer::{self, Offer},
    package::{self, Part},
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
    html::{once, packages::offers::line},
};

/// What the page needs.
struct Ground {
    package: PackageId,
    parts: Vec<Part>,
    offers: Vec<Offer>,
}

impl Ground {
    async fn read(tx: &mut ReadTx, row: &Adaptation) -> Result<Self> {
        if !row.in_circle {
            return Err(Error::Forbidden);
        }
        let (Some((package, _)), Some(version)) = (row.package, row.newest) else {
            return Err(Error::NotFound);
        };
        Ok(Self {
            package,
            parts: package::parts(tx, package, version).await?,
            offers: offer::of_adaptation(tx, row).await?,
        })
    }

    fn page(self, page: Chrome, row: &Adaptation, form: Form) -> OfferBack {
        let choice = |part: Part| Choice {
            value: part.id.to_string(),
            label: part.title,
        };
        OfferBack {
            id: row.id,
            title: row.title.clone(),
            choices: self.parts.into_iter().map(choice).collect(),
            offers: self.offers.into_iter().map(line).collect(),
            form,
            page,
        }
    }
}

pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    let ground = Ground::read(&mut at.tx, &row).await?;
    let form = once::form(&at.moment);
    Ok(html(&ground.page(at.page(Section::Challenges), &row, form)))
}

pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    let ground = Ground::read(&mut at.tx, &row).await?;
    let mut check = at.check();
    let words = check.prose("words", limit::PARAGRAPH);
    let part: Option<PartId> = check.parsed("part", Problem::NotAChoice);
    if part.is_some_and(|part| !ground.parts.iter().any(|one| one.id == part)) {
        check.add("part", Problem::NotAChoice);
    }
    if let Err(form) = check.finish() {
        let page = ground.page(at.page(Section::Challenges), &row, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    offer::insert(&mut at.tx, &row, ground.package, part, &words).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{}/offers", row.id), "offer-made"))
}
