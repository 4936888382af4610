//! `POST /challenges/{challenge}/hands`: a co-owner raises their hand for a piece, or for the paragraphs chosen, or takes the
//! hands of their party down where no audience is chosen.

use axum::http::StatusCode;
use domain::{
    Coded, Problem,
    audience::Audience,
    challenge::{Piece, hand_of},
    paragraph::Place,
};
use pages::Section;
use store::{
    challenge::Challenge,
    hand::{self, PieceKey},
};

use super::piece::Content;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::challenges::acting_in_circle,
};

pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting_in_circle(acting)?;
    let party = hand_of(&at.viewer(), row.owner).ok_or(Error::Forbidden)?;
    let key = PieceKey {
        kind: Piece::parse(at.form.value("kind")).ok_or(Error::BadRequest)?,
        id: at.form.value("piece").parse().map_err(|_| Error::BadRequest)?,
        number: at.form.value("number").parse().map_err(|_| Error::BadRequest)?,
    };
    // A piece of another challenge is not this circle's to open.
    let found = hand::passages(&mut at.tx, &row, key)
        .await?
        .ok_or(Error::NotFound)?;
    let open = found.places();
    let chosen: Vec<Option<Place>> = at.form.values("place").map(Place::parse).collect();
    let places: Vec<Place> = chosen.iter().flatten().copied().collect();
    let audience = match at.form.value("audience") {
        "" => None,
        code => match Audience::parse(code) {
            Some(audience @ (Audience::Network | Audience::Public)) => Some(audience),
            _ => return Err(Error::BadRequest),
        },
    };
    // What was read when it was chosen must be what is opened.
    if audience.is_some() && (places.len() < chosen.len() || places.iter().any(|one| !open.contains(one))) {
        let mut form = at.form.clone();
        form.add("place", Problem::Said("problem-paragraph-changed"));
        let content = Content::read(&mut at.tx, row, &key.code()).await?;
        let page = content.page(at.page(Section::Challenges), form, 0);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let before = found.audience;
    let some = !chosen.is_empty();
    let up = hand::of_piece(&mut at.tx, &row, key).await?;
    let mut own = up.iter().filter(|one| one.party == party);
    let any_down = own.any(|one| !some || one.place.is_some_and(|place| places.contains(&place)));
    let (now, done) = match audience {
        Some(audience) if some => {
            let now = hand::raise_for(&mut at.tx, &row, key, &places, audience).await?;
            (now, "hand-paragraphs-raised")
        }
        Some(audience) => (hand::raise(&mut at.tx, &row, key, audience).await?, "hand-raised"),
        None if some => (
            hand::lower_for(&mut at.tx, &row, key, &places).await?,
            "hand-lowered",
        ),
        None => (hand::lower(&mut at.tx, &row, key).await?, "hand-lowered"),
    };
    let done = match audience {
        Some(_) if now > before => "hand-opened",
        None if !any_down => "hand-none",
        None if before > Audience::Circle && now == Audience::Circle => "hand-taken-back",
        None if now > Audience::Circle => "hand-lowered-open",
        _ => done,
    };
    at.tx.commit().await?;
    Ok(back(
        &format!("/challenges/{}/publishing/{}", row.id, key.code()),
        done,
    ))
}
