//! `POST /field/changes`: words written over an older text while there was no network: the record of a dialogue, or one's
//! own message. Only scripts send it. If somebody wrote meanwhile, both texts go back, and a person chooses.

use axum::{http::StatusCode, response::Response};
use domain::{
    Problem,
    consultation::may_write,
    dialogue::may_reword,
    field::{Standing, standing},
    id::{DialogueId, MessageId},
    problem::limit,
};
use serde_json::json;
use store::dialogue::{Edit, participants};

use super::Became;
use crate::{
    Error, Result,
    extract::{Posted, Writing},
    html::once,
};

/// A text as it is now, and what may be done with it.
struct Now {
    words: String,
    version: i64,
    path: String,
    problem: Option<&'static str>,
    of: Of,
}

enum Of {
    Record(Box<store::dialogue::Dialogue>),
    Message(Box<store::message::Message>),
}

pub async fn post(posted: Posted) -> Result {
    if !posted.asks_for_json {
        return Err(Error::BadRequest);
    }
    let mut at = posted.begin().await?;
    at.signed_in()?;
    if let Some(led) = once::became(&mut at).await? {
        let path = Became::read(&led).map(Became::path);
        return Ok(super::answer(
            StatusCode::OK,
            &json!({ "again": true, "path": path }),
        ));
    }
    let now = find(&mut at).await?;
    let mut check = at.check();
    let words = match now.of {
        Of::Record(_) => check.prose_or_none("words", limit::PROSE),
        Of::Message(_) => check.prose("words", limit::PROSE),
    };
    if let Some(problem) = now.problem {
        check.add("words", Problem::Said(problem));
    }
    if let Err(form) = check.finish() {
        return Ok(super::refused(at.w, &form));
    }
    let known = at.form.value("version").parse().unwrap_or(0);
    let version = match standing(known, now.version, &words, &now.words) {
        Standing::Newer => return Ok(newer(at.form.value("base"), &words, &now)),
        Standing::Said => now.version,
        Standing::Fits => {
            if !change(&mut at, &now, &words).await? {
                return Err(Error::Contended);
            }
            now.version + 1
        }
    };
    once::remember(&mut at, &now.path).await?;
    if version > now.version {
        at.tx.commit().await?;
    }
    Ok(super::answer(
        StatusCode::OK,
        &json!({ "path": now.path, "version": version }),
    ))
}

async fn find(at: &mut Writing) -> Result<Now> {
    let id = at.form.value("id").to_owned();
    match at.form.value("of") {
        "record" => {
            let id: DialogueId = id.parse().map_err(|_| Error::NotFound)?;
            let row = store::dialogue::find(&mut at.tx, id)
                .await?
                .ok_or(Error::NotFound)?;
            let there = participants(&mut at.tx, row.town, row.id).await?;
            let apart = !may_write(&at.viewer(), row.kind, &there);
            Ok(Now {
                words: row.notes.clone(),
                version: row.version,
                path: format!("/dialogues/{}", row.id),
                problem: apart.then_some("problem-field-apart"),
                of: Of::Record(Box::new(row)),
            })
        }
        "message" => {
            let id: MessageId = id.parse().map_err(|_| Error::NotFound)?;
            let row = store::message::find(&mut at.tx, id)
                .await?
                .ok_or(Error::NotFound)?;
            let problem = match (may_reword(&at.viewer(), row.seat), row.withdrawn) {
                (false, _) => Some("problem-field-apart"),
                (true, true) => Some("problem-field-withdrawn"),
                (true, false) => None,
            };
            Ok(Now {
                words: row.body.clone(),
                version: row.version,
                path: format!("/dialogues/{}", row.dialogue),
                problem,
                of: Of::Message(Box::new(row)),
            })
        }
        _ => Err(Error::BadRequest),
    }
}

async fn change(at: &mut Writing, now: &Now, words: &str) -> Result<bool> {
    Ok(match &now.of {
        Of::Message(row) => store::message::reword(&mut at.tx, row, now.version, words).await?,
        Of::Record(row) => {
            let edit = Edit {
                kind: row.kind,
                held_on: row.held_on,
                starts: row.starts.as_deref(),
                place: &row.place,
                title: &row.title,
                notes: words,
                agenda: &row.agenda,
                spot: row.spot,
            };
            store::dialogue::update(&mut at.tx, row, now.version, &edit).await?
        }
    })
}

/// Both texts, and what comes of them where the two did not touch the same sentence.
fn newer(base: &str, mine: &str, now: &Now) -> Response {
    let merged = text::merge::three(base, mine, &now.words);
    super::answer(
        StatusCode::CONFLICT,
        &json!({
            "conflict": "newer",
            "theirs": { "words": now.words, "version": now.version },
            "merged": merged.text,
        }),
    )
}
