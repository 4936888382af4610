//! `…/packages/{package}/offers`, `/offers/{offer}`, `POST …/answer`: what towns learnt, for those who keep the package.

use axum::http::StatusCode;
use domain::{id::OfferId, problem::limit};
use pages::{
    Chrome, Form, Section,
    packages::{Offer as Page, OfferLine, Offers},
    text::Prose,
};
use store::{
    ReadTx,
    offer::{self, Offer},
    package::Package,
};

use crate::{
    Error, Result,
    extract::{Acting, Query, Seen, Subject, back, html, html_with},
};

/// How much of an offer a list shows.
const SHORT: usize = 60;

impl Subject for Offer {
    type Key = OfferId;
    const PARAMETER: &'static str = "offer";

    async fn find(tx: &mut ReadTx, key: OfferId) -> store::Result<Option<Self>> {
        offer::find(tx, key).await
    }
}

/// An offer as pages show it.
pub fn line(row: Offer) -> OfferLine {
    OfferLine {
        id: row.id,
        town: row.town_name,
        adaptation: row.adaptation,
        part: row.part,
        short: text::markdown::to_plain(&row.words, SHORT),
        words: Prose::of(&row.words),
        author: row.author,
        side: row.side,
        day: row.offered_at.day(),
        taken: row.taken_version,
        answer: Prose::of(&row.answer),
    }
}

/// `GET /packages/{package}/offers`.
pub async fn list(Seen { mut at, row }: Seen<Package>, query: Query) -> Result {
    if !super::keeps(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    let found = offer::of_package(&mut at.tx, row.id, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/packages/{}/offers?after={}", row.id, cursor.encode()));
    Ok(html(&Offers {
        id: row.id,
        title: row.title.clone(),
        offers: found.rows.into_iter().map(line).collect(),
        next,
        page: at.page(Section::Packages),
    }))
}

fn page(page: Chrome, row: Offer, form: Form) -> Page {
    Page {
        package: row.package,
        offer: line(row),
        form,
        page,
    }
}

/// `GET /offers/{offer}`.
pub async fn show(Seen { at, row }: Seen<Offer>) -> Result {
    Ok(html(&page(at.page(Section::Packages), row, Form::new())))
}

/// `POST /offers/{offer}/answer`.
pub async fn answer(Acting { mut at, row }: Acting<Offer>) -> Result {
    let mut check = at.check();
    let words = check.prose("words", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        let page = page(at.page(Section::Packages), row, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    offer::answer(&mut at.tx, &row, &words).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/offers/{}", row.id), "offer-answered"))
}
