//! Atom feeds (RFC 4287) of what is open to everyone, paged as RFC 5005 has it. They are the same for whoever asks.

use axum::{http::header, response::IntoResponse};
use domain::{Timestamp, Viewer, audience::Audience, challenge::Piece};
use pages::feeds::{Feed, FeedEntry};
use store::{
    challenge::Challenge,
    municipality::Town,
    publication::{self, Of, Published},
};

use crate::{
    App, Error, Result,
    extract::{Query, Reading, Seen},
};

/// `GET /challenges.atom`.
pub async fn all(at: Reading, query: Query) -> Result {
    let title = at.w.feeds_all().to_owned();
    answer(at, Of::All, "/challenges.atom", "/challenges", title, &query).await
}

/// `GET /towns/{code}/feed.atom`.
pub async fn of_town(Seen { at, row }: Seen<Town>, query: Query) -> Result {
    if row.line.joined_at.is_none() {
        return Err(Error::NotFound);
    }
    let (path, page) = (
        format!("/towns/{}/feed.atom", row.line.code),
        format!("/towns/{}", row.line.code),
    );
    let title = at.w.feeds_of_town(&row.line.name);
    answer(at, Of::Town(row.line.code), &path, &page, title, &query).await
}

/// `GET /challenges/{challenge}/feed.atom`.
pub async fn of_challenge(Seen { at, row }: Seen<Challenge>, query: Query) -> Result {
    if row.audience != Audience::Public {
        return Err(Error::NotFound);
    }
    // The newest wording may be the circle's alone: the feed is named as everyone knows the challenge.
    let mut tx = at.app.db.for_viewer(Viewer::ANYONE).read().await?;
    let public = store::challenge::find(&mut tx, row.id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    let (path, page) = (
        format!("/challenges/{}/feed.atom", row.id),
        format!("/challenges/{}", row.id),
    );
    let of = Of::Challenge(row.town, row.id);
    answer(at, of, &path, &page, public.title, &query).await
}

async fn answer(mut at: Reading, of: Of, path: &str, page: &str, title: String, query: &Query) -> Result {
    let found = publication::list(&mut at.tx, of, query.cursor().as_ref()).await?;
    let site = at.app.settings.public_url.clone();
    let since = found.rows.first().map(|one| one.changed_at);
    let feed = Feed {
        w: at.w,
        id: tag(&at.app, path),
        title,
        updated: instant(since.unwrap_or(Timestamp(0))),
        itself: match query.value("after") {
            "" => format!("{site}{path}"),
            after => {
                let after: String = form_urlencoded::byte_serialize(after.as_bytes()).collect();
                format!("{site}{path}?after={after}")
            }
        },
        first: format!("{site}{path}"),
        page: format!("{site}{page}"),
        next: found
            .next
            .as_ref()
            .map(|cursor| format!("{site}{path}?after={}", cursor.encode())),
        entries: found.rows.into_iter().map(|one| entry(&at, one)).collect(),
    };
    drop(at);
    let body = feed
        .write()
        .map_err(|error| Error::Internal(format!("rendering: {error}")))?;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/atom+xml; charset=utf-8"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-cache"),
    );
    if let Some(since) = since
        && let Ok(value) = header::HeaderValue::from_str(&since.http_date())
    {
        headers.insert(header::LAST_MODIFIED, value);
    }
    Ok(response)
}

fn entry(at: &Reading, one: Published) -> FeedEntry {
    let site = &at.app.settings.public_url;
    let id = one.key.id.simple();
    let page = match one.key.kind {
        Piece::Wording | Piece::Context => format!("{site}/challenges/{id}"),
        Piece::Adaptation => format!("{site}/adaptations/{id}?revision={}", one.key.number),
        Piece::Trial => format!("{site}/trials/{id}"),
        Piece::Reflection => format!("{site}/reflections/{id}"),
    };
    let what = match &one.correction {
        Some((_, remark, _)) => at.w.remark(remark),
        None => at.w.piece(&one.key.kind),
    };
    let path = match &one.correction {
        Some((id, ..)) => format!("/corrections/{id}"),
        None => format!("/pieces/{}", one.key.code()),
    };
    let content = match &one.correction {
        Some((_, _, reason)) => format!("{}\n\n{}", one.text, reason),
        None => one.text,
    };
    FeedEntry {
        id: tag(&at.app, &path),
        title: at.w.feeds_entry(&one.title, what),
        page,
        author: one.town_name,
        published: instant(one.published_at),
        updated: instant(one.changed_at),
        content: pages::text::Prose::of(&content).to_string(),
    }
}

/// A name that stays when the address of the installation's pages changes (RFC 4151).
fn tag(app: &App, path: &str) -> String {
    let host = app.settings.public_url.split("://").last().unwrap_or_default();
    let host = host.split([':', '/']).next().unwrap_or_default();
    format!("tag:{host},2026:{path}")
}

/// An instant as RFC 3339 has it, in UTC.
fn instant(at: Timestamp) -> String {
    at.rfc3339()
}
