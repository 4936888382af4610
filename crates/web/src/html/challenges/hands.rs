//! `…/publishing`, `…/hands`: which pieces of the record are open, and the hands up for opening them.

use domain::{Coded, audience::Audience, challenge::Piece};
use pages::{
    Section,
    challenges::{PieceView, Publishing},
};
use store::{
    challenge::Challenge,
    hand::{self, PieceKey},
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html},
};

/// `GET /challenges/{challenge}/publishing`.
pub async fn get(seen: Seen<Challenge>) -> Result {
    let Seen { mut at, row } = super::in_circle(seen)?;
    let seat = at.viewer().seat();
    let pieces = hand::pieces(&mut at.tx, &row).await?;
    let hands = hand::list(&mut at.tx, &row).await?;
    let pieces = pieces
        .into_iter()
        .map(|one| {
            let up = hands.iter().filter(|hand| hand.key == one.key);
            PieceView {
                kind: one.key.kind,
                id: one.key.id.to_string(),
                number: one.key.number,
                title: one.title,
                audience: one.audience,
                mine: up
                    .clone()
                    .find(|hand| Some(hand.seat) == seat)
                    .map(|hand| hand.audience),
                hands: up
                    .map(|hand| (hand.party.side(), hand.name.clone(), hand.audience))
                    .collect(),
            }
        })
        .collect();
    Ok(html(&Publishing {
        card: super::card(&row),
        pieces,
        page: at.page(Section::Challenges),
    }))
}

/// `POST /challenges/{challenge}/hands`: raises one's hand for an audience, or takes it down where none is chosen.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let key = PieceKey {
        kind: Piece::parse(at.form.value("kind")).ok_or(Error::BadRequest)?,
        id: at.form.value("piece").parse().map_err(|_| Error::BadRequest)?,
        number: at.form.value("number").parse().map_err(|_| Error::BadRequest)?,
    };
    // A piece of another challenge is not this circle's to open.
    if !hand::pieces(&mut at.tx, &row)
        .await?
        .iter()
        .any(|one| one.key == key)
    {
        return Err(Error::NotFound);
    }
    let done = match Audience::parse(at.form.value("audience")) {
        Some(audience @ (Audience::Network | Audience::Public)) => {
            let now = hand::raise(&mut at.tx, &row, key, audience).await?;
            if now > Audience::Circle {
                "hand-opened"
            } else {
                "hand-raised"
            }
        }
        Some(_) => return Err(Error::BadRequest),
        None => {
            hand::lower(&mut at.tx, &row, key).await?;
            "hand-lowered"
        }
    };
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}/publishing", row.id), done))
}
