//! `POST /drafts`: keeps what is typed so far. Scripts send it now and then; without them a button does.

use axum::{http::StatusCode, response::IntoResponse};

use super::Place;
use crate::{
    Error, Result,
    extract::{Posted, back},
};

/// The most bytes of one draft: every field of our largest form with room to spare.
const MOST: usize = 128 * 1024;

pub async fn post(posted: Posted) -> Result {
    let place = Place::parse(posted.form.value("place"));
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let back_to = place.map_or_else(|| "/".to_owned(), Place::path);
    let visitor = posted.signed_in(&mut tx, &back_to).await?;
    let place = place.ok_or(Error::BadRequest)?;
    let fields = typed(&posted);
    if fields.len() > MOST {
        return Err(Error::TooLarge);
    }
    store::draft::save(&mut tx, visitor.person, &place.word(), &fields).await?;
    tx.commit().await?;
    if posted.asks_for_json {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(back(&place.path(), "draft-kept"))
}

/// The fields as a form sends them, without those the page writes itself.
fn typed(posted: &Posted) -> String {
    let hidden = ["csrf", "place", "once", "version"];
    let mut fields = form_urlencoded::Serializer::new(String::new());
    for (name, value) in posted.form.typed() {
        if !hidden.contains(&name.as_str()) && !name.contains("password") {
            fields.append_pair(name, value);
        }
    }
    fields.finish()
}
