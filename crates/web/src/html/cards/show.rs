//! `GET /cards/{token}`: a card, for whoever has its address, as far as its owner opened it.

use axum::{
    extract::Path,
    http::{HeaderName, HeaderValue},
};
use domain::{
    Timestamp,
    card::{Face, Token},
    relationship::strand,
};
use pages::{
    Form, Section,
    cards::{MovedOn, Show},
    qr::Qr,
};
use store::{ReadTx, card::Card, relationship::end_of, throttle};

use super::{address, face, organisation};
use crate::{
    App, Error, Result,
    extract::{Address, Reading, html},
};

/// How many addresses one client may guess wrong in an hour. Nobody who was given one guesses.
const MISSES: i64 = 30;

/// The card of an address and how much of it is seen. What leads nowhere is counted.
pub async fn found(at: &mut Reading, client: &Address, typed: &str) -> Result<(Card, Face), Error> {
    let proof = at.app.secret.token("throttle", client.0.as_bytes());
    let subject = format!("card:address:{proof}");
    if throttle::tries(&mut at.tx, &subject, at.moment.now).await? > MISSES {
        return Err(Error::TooMany);
    }
    let Ok(token) = typed.parse::<Token>() else {
        return Err(Error::NotFound);
    };
    let today = at.today();
    if let Some(found) = store::card::find(&mut at.tx, &token, today).await? {
        return Ok(found);
    }
    missed(&at.app, &at.moment, &subject).await?;
    Err(Error::NotFound)
}

async fn missed(app: &App, moment: &domain::Moment, subject: &str) -> Result<(), Error> {
    let mut tx = app.db.system(moment).await?;
    throttle::count(&mut tx, subject, Timestamp::HOUR).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the viewer and the card's owner can be tied by a strand: one of a town, one of the other side.
pub async fn can_add(tx: &mut ReadTx, card: &Card) -> store::Result<bool> {
    let Some(seat) = tx.viewer().seat() else {
        return Ok(false);
    };
    let mine = end_of(tx, seat).await?;
    Ok(mine.is_some_and(|mine| strand(mine, card.end).is_some()))
}

pub async fn get(Path(typed): Path<String>, client: Address, mut at: Reading) -> Result {
    let (card, seen) = found(&mut at, &client, &typed).await?;
    let mut response = if seen == Face::All {
        let can_add = can_add(&mut at.tx, &card).await?;
        let form = Form::new().or("day", at.today().to_string());
        let app = at.app.clone();
        let mine = at.viewer().seat() == Some(card.end.seat());
        html(&page(
            at.page(Section::Elsewhere),
            &app,
            &card,
            form,
            mine,
            can_add,
        ))
    } else {
        html(&MovedOn {
            organisation: card.organisation.clone(),
            department: card.department.clone(),
            path: organisation(card.end),
            home: card.home.clone(),
            ended: card.term.ends,
            page: at.page(Section::Elsewhere),
        })
    };
    hide(&mut response);
    Ok(response)
}

/// Search engines leave it out.
pub(super) fn hide(response: &mut axum::response::Response) {
    let name = HeaderName::from_static("x-robots-tag");
    let value = HeaderValue::from_static("noindex, nofollow");
    response.headers_mut().insert(name, value);
}

/// The page around a form.
pub(super) fn page(
    page: pages::Chrome,
    app: &App,
    card: &Card,
    form: Form,
    mine: bool,
    can_add: bool,
) -> Show {
    let token = card.token.as_ref().map(ToString::to_string).unwrap_or_default();
    let address = address(app, &token);
    Show {
        page,
        face: face(card),
        qr: Qr::of(&address),
        token,
        address,
        mine,
        can_add,
        form,
    }
}
