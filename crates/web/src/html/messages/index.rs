//! `GET /dialogues/{dialogue}/messages`: a page of messages further back, or, for whoever asks for `text/event-stream`,
//! the messages as they come.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, header},
    response::IntoResponse,
};
use domain::Timestamp;
use pages::{Section, messages::Index};
use store::dialogue::Dialogue;

use super::{older, said};
use crate::{
    Error, Result,
    cookies::Cookies,
    extract::{Query, Seen, html},
    live,
};

pub async fn get(Seen { mut at, row }: Seen<Dialogue>, query: Query, request: Request) -> Result {
    let viewer = at.viewer();
    // What people write to each other is for people with a seat; a record open to everyone shows its notes only.
    if viewer.seat().is_none() {
        return Err(Error::Forbidden);
    }
    let headers = request.headers();
    if asks_for_stream(headers) {
        let cookies = request.extensions().get::<Cookies>().cloned();
        let cookies = cookies.ok_or(Error::Forbidden)?;
        let since = last_event(headers)
            .or_else(|| query.value("since").parse().ok().map(Timestamp))
            .unwrap_or(at.moment.now);
        let (app, dialogue) = (at.app.clone(), row.id);
        // The page's connection goes back before the stream begins.
        drop(at);
        let mut response = live::stream(&app, cookies, dialogue, since)?.into_response();
        let unbuffered = HeaderName::from_static("x-accel-buffering");
        response
            .headers_mut()
            .insert(unbuffered, axum::http::HeaderValue::from_static("no"));
        return Ok(response);
    }
    let before = query.value("before").parse().ok();
    let found = store::message::conversation(&mut at.tx, &row, before).await?;
    let (first, last) = found.positions();
    let files = store::attachment::on_page(&mut at.tx, &row, first, last).await?;
    Ok(html(&Index {
        dialogue: row.id,
        title: row.title,
        messages: said(found.messages, files.said, &viewer),
        older: older(row.id, found.older),
        page: at.page(Section::Dialogues),
    }))
}

fn asks_for_stream(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"text/event-stream"))
}

/// The instant of the last message a page that connects again was sent.
fn last_event(headers: &HeaderMap) -> Option<Timestamp> {
    let id = headers.get("last-event-id")?.to_str().ok()?;
    id.parse().ok().map(Timestamp)
}
