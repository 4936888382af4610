//! `POST /cards/{token}/acquaintance`: "we met": a strand with the day and the place.

use axum::{extract::Path, http::StatusCode};
use domain::{
    Problem,
    card::{Face, Token},
    problem::limit,
    relationship::Origin,
};
use pages::Section;
use store::relationship::{Meeting, end_of, exchange};

use super::show::{can_add, page};
use crate::{
    Error, Result,
    extract::{Posted, back, html_with},
};

pub async fn post(Path(typed): Path<String>, posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let today = at.moment.today();
    let token: Token = typed.parse().map_err(|()| Error::NotFound)?;
    let found = store::card::find(&mut at.tx, &token, today).await?;
    let (card, Face::All) = found.ok_or(Error::NotFound)? else {
        return Err(Error::NotFound);
    };
    let seat = at.viewer().seat().ok_or(Error::Forbidden)?;
    if !can_add(&mut at.tx, &card).await? {
        return Err(Error::Forbidden);
    }
    let mine = end_of(&mut at.tx, seat).await?.ok_or(Error::Forbidden)?;
    let mut check = at.check();
    let day = check.day("day");
    if day.is_some_and(|day| day > today) {
        check.add("day", Problem::NotYet);
    }
    let place = check.line_or_none("place", limit::LINE);
    let checked = check.finish();
    let (Ok(()), Some(on)) = (&checked, day) else {
        let form = checked.err().unwrap_or_default();
        let app = at.app.clone();
        let page = page(at.page(Section::Elsewhere), &app, &card, form, false, true);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let meeting = Meeting {
        one: mine,
        other: card.end,
        on,
        origin: Origin::Card,
        record: None,
        place: &place,
    };
    let relationship = exchange(&mut at.tx, &meeting).await?.ok_or(Error::Forbidden)?;
    at.tx.commit().await?;
    Ok(back(&format!("/relationships/{relationship}"), "card-added"))
}
