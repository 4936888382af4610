//! `GET /card/print`, `GET /card/print/one`: one's own card on paper.

use pages::{Section, cards::Print, qr::Qr};
use store::card::own;

use super::{address, face};
use crate::{
    Error, Result,
    extract::{SignedIn, html},
};

/// Ten on a sheet of A4.
pub async fn ten(at: SignedIn) -> Result {
    sheet(at, 10).await
}

/// One by itself.
pub async fn one(at: SignedIn) -> Result {
    sheet(at, 1).await
}

async fn sheet(SignedIn(mut at): SignedIn, copies: usize) -> Result {
    let card = own(&mut at.tx).await?.ok_or(Error::Forbidden)?;
    let qr = card
        .token
        .as_ref()
        .and_then(|token| Qr::of(&address(&at.app, token.as_str())));
    Ok(html(&Print {
        face: face(&card),
        qr,
        copies,
        page: at.page(Section::Elsewhere),
    }))
}
