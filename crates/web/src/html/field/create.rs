//! `POST /field`: takes what was written on the spot, once: a note, a voice, or the beginning of a visit. A page sends it
//! as any form; a telephone that was without a network sends each piece by itself and asks for JSON.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Problem,
    audience::Audience,
    dialogue::{Kind, may_change},
    field::{Standing, may_write, standing},
    id::DialogueId,
    problem::limit,
};
use pages::Section;
use serde_json::json;
use store::{
    dialogue::{Dialogue, NewDialogue, participants},
    voice::NewVoice,
};

use super::{
    Became,
    index::{Around, Kept},
};
use crate::{
    Error, Result,
    extract::{Posted, Writing, back, html_with},
    html::{
        dialogues::{TypedVoice, logged, recorder, spot, town_named, town_or_problem},
        once,
    },
};

/// The value of the field `visit` that begins a new one.
pub(super) const NEW: &str = "new";

pub async fn post(posted: Posted) -> Result {
    let json = posted.asks_for_json;
    let mut at = posted.begin().await?;
    at.signed_in()?;
    if !may_write(&at.viewer()) {
        return Err(Error::Forbidden);
    }
    if let Some(led) = once::became(&mut at).await? {
        return taken_before(at, Became::read(&led), json).await;
    }
    let to = destination(&mut at).await?;
    match write(&mut at, to).await? {
        Ok(became) => {
            once::remember(&mut at, &became.remembered()).await?;
            once::led_to(&mut at, "/field").await?;
            at.tx.commit().await?;
            Ok(taken(became, json))
        }
        Err(form) if json => Ok(super::refused(at.w, &form)),
        Err(form) => {
            let around = Around::read(&mut at.tx, form.value("visit"), at.moment.today()).await?;
            let kept = Kept::of(&at.app, at.visitor.as_ref());
            let page = around.page(at.page(Section::Dialogues), form, kept);
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// What the words belong to.
enum Destination {
    /// A dialogue one may read.
    Dialogue(Box<Dialogue>),
    /// A visit that begins with them.
    New,
    /// Nothing, and why.
    Nowhere(Problem),
}

/// Reads the field `visit`: an id, [`NEW`], or the word under which the same telephone sent a new visit before.
async fn destination(at: &mut Writing) -> Result<Destination> {
    let named = at.form.value("visit").to_owned();
    if !super::is_worn(at) {
        return Ok(Destination::Nowhere(Problem::Said("problem-field-hat")));
    }
    let id = match named.as_str() {
        NEW => return Ok(Destination::New),
        "" => return Ok(Destination::Nowhere(Problem::Missing)),
        named => match named.parse::<DialogueId>() {
            Ok(id) => Some(id),
            Err(_) => store::submission::find(&mut at.tx, named)
                .await?
                .and_then(|led| Became::read(&led).map(Became::dialogue)),
        },
    };
    let Some(id) = id else {
        return Ok(Destination::Nowhere(Problem::Said("problem-field-unsent")));
    };
    // What may not be seen is not told apart from what is not there.
    let row = store::dialogue::find(&mut at.tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    let there = participants(&mut at.tx, row.town, row.id).await?;
    Ok(if may_change(&at.viewer(), &there) {
        Destination::Dialogue(Box::new(row))
    } else {
        Destination::Nowhere(Problem::Said("problem-field-apart"))
    })
}

/// Writes it down, or answers the form with what is wrong.
async fn write(at: &mut Writing, to: Destination) -> Result<Result<Became, pages::Form>> {
    let viewer = at.viewer();
    let (Some(side), Some(seat), Some(person)) = (viewer.side(), viewer.seat(), viewer.person) else {
        return Err(Error::Forbidden);
    };
    let (today, begins) = (at.moment.today(), matches!(to, Destination::New));
    let named = match viewer.town() {
        Some(town) => Some(town),
        None if begins => town_named(&mut at.tx, at.form.value("town")).await?,
        None => None,
    };
    let me = recorder(at, side, (person, seat));
    let mut check = at.check();
    if let Destination::Nowhere(problem) = &to {
        check.add("visit", problem.clone());
    }
    let begun = begins.then(|| {
        let title = check.title("title");
        let town = town_or_problem(&mut check, named, at.form.value("town"));
        let day = check.day("day");
        if day.is_some_and(|day| day > today) {
            check.add("day", Problem::NotYet);
        }
        let place = check.line_or_none("place", limit::LINE);
        let spot = spot(&mut check);
        let audience = check.choice::<Audience>("audience");
        if audience.is_some_and(|audience| audience > Audience::Town) {
            check.add("audience", Problem::NotAChoice);
        }
        (title, town, day, place, spot, audience)
    });
    let note = check.prose_or_none("note", limit::PROSE);
    let voice = TypedVoice::read(&mut check, false);
    if !begins && note.trim().is_empty() && voice.is_none() {
        check.add("note", Problem::Said("problem-field-nothing"));
    }
    if let Err(form) = check.finish() {
        return Ok(Err(form));
    }
    let (town, id, challenge, message) = match (to, begun) {
        (Destination::Dialogue(row), _) => {
            let message = if note.trim().is_empty() {
                None
            } else {
                let message = store::message::insert(&mut at.tx, &row, &note).await?;
                logged::words(at, &row, "").await?;
                Some(message)
            };
            (row.town, row.id, row.challenge, message)
        }
        (Destination::New, Some((title, Some(town), Some(day), place, spot, Some(audience)))) => {
            let new = NewDialogue {
                town,
                partner: viewer.partner(),
                challenge: None,
                kind: Kind::Visit,
                held_on: day,
                starts: None,
                place: &place,
                title: &title,
                notes: &note,
                agenda: "",
                spot,
                audience,
                participants: std::slice::from_ref(&me),
            };
            let id = store::dialogue::insert(&mut at.tx, &new).await?;
            (town, id, None, None)
        }
        // Everything else has its problem noted above.
        _ => return Err(Error::BadRequest),
    };
    if let Some(TypedVoice {
        words,
        speaker: Some(speaker),
        described,
        consent: Some(consent),
    }) = voice
    {
        let new = NewVoice {
            town,
            dialogue: Some(id),
            challenge,
            words: &words,
            speaker,
            described: &described,
            consent,
        };
        let voice = store::voice::insert(&mut at.tx, &new).await?;
        if message.is_none() && !begins {
            return Ok(Ok(Became::Voice(id, voice)));
        }
    }
    Ok(Ok(message.map_or(Became::Visit(id), |message| {
        Became::Message(id, message)
    })))
}

fn taken(became: Became, json: bool) -> Response {
    if json {
        let answer = json!({ "path": became.path(), "message": became.message(), "version": 1 });
        return super::answer(StatusCode::OK, &answer);
    }
    Redirect::to(&format!("/field?done=field-kept&dialogue={}", became.dialogue())).into_response()
}

/// The same word came before: nothing is written again. If the telephone says something else by now, it is told what
/// stands here, so that a person can choose.
async fn taken_before(mut at: Writing, became: Option<Became>, json: bool) -> Result {
    let Some(became) = became.filter(|_| json) else {
        return Ok(back("/field", "already-taken"));
    };
    let (mine, now) = match became {
        Became::Message(_, id) => {
            let row = store::message::find(&mut at.tx, id).await?;
            let row = row.filter(|one| !one.withdrawn);
            ("note", row.map(|one| (one.body, one.version)))
        }
        Became::Voice(_, id) => {
            let row = store::voice::find(&mut at.tx, id).await?;
            ("words", row.map(|one| (one.words, 1)))
        }
        Became::Visit(id) | Became::Photo(id) => {
            let row = store::dialogue::find(&mut at.tx, id).await?;
            ("note", row.map(|one| (one.notes, one.version)))
        }
    };
    let mine = at.form.value(mine);
    let version = now.as_ref().map_or(1, |(_, version)| *version);
    let theirs = now
        .filter(|(words, _)| standing(0, 1, mine, words) == Standing::Newer)
        .map(|(words, version)| json!({ "words": words, "version": version }));
    let answer = json!({
        "again": true, "path": became.path(), "message": became.message(), "version": version, "theirs": theirs,
    });
    Ok(super::answer(StatusCode::OK, &answer))
}
