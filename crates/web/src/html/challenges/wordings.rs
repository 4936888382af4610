//! `…/wordings`: every wording of a challenge, and the form for the next one.

use axum::http::StatusCode;
use domain::{
    Problem,
    id::{ChallengeId, VoiceId},
    paragraph::Field,
    problem::limit,
};
use pages::{
    Chrome, Form, Section, Words,
    challenges::Edit,
    publishing::opened,
    wordings::{Because, Told, Wording, Wordings},
};
use store::{
    challenge::{self, Challenge, NewWording, Revision},
    voice,
};

use super::create::Typed;
use crate::{
    Error, Result,
    extract::{Acting, Query, Seen, back, html, html_with},
    html::{publishing::beside, reason},
};

/// How much of somebody's words is quoted.
const QUOTED: usize = 60;

/// `GET /challenges/{challenge}/wordings`.
pub async fn list(Seen { mut at, row }: Seen<Challenge>, query: Query) -> Result {
    if !row.full {
        return Err(Error::NotFound);
    }
    let before = query.value("before").parse().ok();
    let (found, next) = challenge::revisions(&mut at.tx, row.town, row.id, before).await?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.id), row.audience).await?;
    let w = at.w;
    Ok(html(&Wordings {
        beside,
        card: super::card(&row),
        current: row.revision,
        wordings: found.into_iter().map(|one| wording(w, row.id, one)).collect(),
        next: next.map(|last| format!("/challenges/{}/wordings?before={last}", row.id)),
        page: at.page(Section::Challenges),
    }))
}

fn wording(w: Words, challenge: ChallengeId, one: Revision) -> Wording {
    Wording {
        title: one.title.clone(),
        purpose: one.purpose.clone(),
        gains: one.gains.clone(),
        wording: opened(w, &one.wording, &one.left_out, Field::Wording, 0),
        told: told(challenge, one),
    }
}

/// Who wrote a wording, when and why.
pub(super) fn told(challenge: ChallengeId, one: Revision) -> Told {
    Told {
        number: one.number,
        because: one.because,
        dialogue: one.dialogue.map(|cause| Because {
            id: cause.id,
            said: cause.said,
        }),
        voice: one.voice.map(|cause| {
            let href = heard_at(challenge, cause.id);
            let said = cause.said.map(|words| text::excerpt(&words, QUOTED));
            (Because { id: cause.id, said }, href)
        }),
        author: one.author,
        side: one.side,
        at: one.written_at,
        audience: one.audience,
    }
}

/// Where a voice is heard among those of its challenge: on the page that begins with it.
fn heard_at(challenge: ChallengeId, voice: VoiceId) -> String {
    let from = voice::page_from(voice).encode();
    format!("/challenges/{challenge}/voices?after={from}#v-{voice}")
}

/// `GET /challenges/{challenge}/wordings/new`: begins with the current wording.
pub async fn new(seen: Seen<Challenge>) -> Result {
    let Seen { mut at, row } = super::in_circle(seen)?;
    let record = challenge::record(&mut at.tx, row.town, row.id).await?;
    let form = Form::filled([
        ("base", row.revision.to_string()),
        ("title", row.title.clone()),
        ("purpose", row.purpose.clone()),
        ("gains", row.gains.clone()),
        ("wording", row.wording.clone()),
    ]);
    Ok(html(&page(at.page(Section::Challenges), form, &row, &record)))
}

fn page(page: Chrome, form: Form, row: &Challenge, record: &[challenge::Entry]) -> Edit {
    let w = page.w;
    Edit {
        page,
        form,
        id: Some(row.id),
        origin: None,
        reasons: reason::choices(w, record),
    }
}

/// `POST /challenges/{challenge}/wordings`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let record = challenge::record(&mut at.tx, row.town, row.id).await?;
    let mut check = at.check();
    let typed = Typed::read(&mut check);
    let because = check.prose("because", limit::PARAGRAPH);
    let (dialogue, voice) = reason::chosen(at.form.value("reason"), &record);
    if at.form.value("base") != row.revision.to_string() {
        check.add("title", Problem::Said("problem-newer-wording"));
    }
    if let Err(form) = check.finish() {
        let page = page(at.page(Section::Challenges), form, &row, &record);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let new = NewWording {
        because: &because,
        dialogue,
        voice,
        ..typed.wording()
    };
    if challenge::word(&mut at.tx, &row, &new).await?.is_err() {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}", row.id), "challenge-worded"))
}
