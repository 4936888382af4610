//! 名刺: one's own card, and the cards of others by an address nobody can guess.

mod acquaintance;
mod edit;
mod file;
mod print;
mod renewal;
mod show;

use domain::relationship::End;
use pages::cards::Face;
use store::card::Card;

use crate::{App, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/card", edit::get),
        Route::post("/card", edit::post),
        Route::post("/card/renewal", renewal::post),
        Route::get("/card/print", print::ten),
        Route::get("/card/print/one", print::one),
        Route::get("/cards/{token}", show::get),
        Route::get("/cards/{token}/card.vcf", file::get),
        Route::get("/cards/{token}/card-3.vcf", file::older),
        Route::post("/cards/{token}/acquaintance", acquaintance::post),
    ]
}

/// The whole address of a card.
pub fn address(app: &App, token: &str) -> String {
    format!("{}/cards/{token}", app.settings.public_url)
}

/// The page of the organisation a card is of.
fn organisation(end: End) -> String {
    match end {
        End::Town(town, _) => format!("/towns/{town}"),
        End::Partner(partner, _) => format!("/partners/{partner}"),
        End::Professional(_) => "/".to_owned(),
    }
}

/// A card as pages show it.
pub fn face(card: &Card) -> Face {
    let parts = [card.department.as_str(), card.title.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Face {
        name: card.name.clone(),
        kana: card.kana.clone(),
        organisation: card.organisation.clone(),
        post: parts.join("　"),
        words: card.content.words.clone(),
        languages: card.content.languages.clone(),
        phone: card.content.phone.clone(),
        email: card.content.email.clone(),
        site: card.content.site.clone(),
        side: if card.town().is_some() { "town" } else { "partner" },
    }
}
