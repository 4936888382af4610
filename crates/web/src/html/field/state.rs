//! `GET /field/state`: what a telephone needs to send, and to write again without a network: whose session it is, under
//! which hat, the token of this browser's forms, and the dialogues taken along.

use axum::http::StatusCode;
use domain::field::may_write;
use serde_json::{Value, json};

use crate::{Result, extract::SignedIn, html::dialogues::own_town};
use pages::Section;

pub async fn get(SignedIn(mut at): SignedIn) -> Result {
    let (today, writes) = (at.today(), may_write(&at.viewer()));
    let visits = if writes {
        super::visits(&mut at.tx, today).await?
    } else {
        Vec::new()
    };
    let visitor = at.visitor.as_ref();
    let owner = visitor.map(|one| super::owner(&at.app, one.person));
    let (hat, named) = visitor.map(super::hat).unwrap_or_default();
    let town = own_town(visitor);
    let page = at.page(Section::Dialogues);
    let visits: Vec<Value> = visits
        .iter()
        .map(|one| {
            json!({
                "id": one.id.to_string(),
                "title": one.title,
                "day": one.held_on.to_string(),
                "said": page.day(&one.held_on),
                "place": one.place,
                "town": one.town_name,
                "notes": one.notes,
                "version": one.version,
            })
        })
        .collect();
    let state = json!({
        "owner": owner, "hat": hat, "named": named, "town": town, "writes": writes, "csrf": page.csrf, "visits": visits,
    });
    Ok(super::answer(StatusCode::OK, &state))
}
