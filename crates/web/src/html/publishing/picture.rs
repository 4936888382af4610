//! `GET /challenges/{challenge}/picture.png`: what other sites show beside a link to a public challenge.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use documents::Card;
use domain::{
    Viewer,
    audience::Audience,
    id::ChallengeId,
    phase::{CIRCLE, Phase},
};
use pages::{Locale, Words};

use crate::{App, Error, Result};

pub async fn get(Path(id): Path<String>, app: axum::extract::State<App>) -> Result {
    let id: ChallengeId = id.parse().map_err(|_| Error::NotFound)?;
    // Whoever asks, it shows what everyone may read.
    let mut tx = app.db.for_viewer(Viewer::ANYONE).read().await?;
    let row = store::challenge::find(&mut tx, id).await?;
    drop(tx);
    let row = row
        .filter(|row| row.audience == Audience::Public)
        .ok_or(Error::NotFound)?;
    let w = Words::of(Locale::Ja);
    let place = row.place;
    let phase = place.resume.unwrap_or(place.phase);
    let card = Card {
        phrases: phrases(&row.title),
        above: w.challenges_of(&row.town_name),
        steps: CIRCLE.map(|step| w.phase(&step).to_owned()),
        at: CIRCLE.iter().position(|step| *step == phase).unwrap_or_default(),
        round: if place.phase == Phase::Resting {
            w.loop_pause().to_owned()
        } else {
            w.challenges_round(place.round)
        },
        site: w.site_name().to_owned(),
    };
    let picture = app.pictures.of(card).await?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    let response: Response = (headers, picture).into_response();
    Ok(response)
}

/// A title phrase by phrase.
fn phrases(title: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in text::phrases::breaks(title).iter().copied().map(usize::from) {
        found.extend(title.get(from..at).map(str::to_owned));
        from = at;
    }
    found.extend(title.get(from..).map(str::to_owned));
    found
}
