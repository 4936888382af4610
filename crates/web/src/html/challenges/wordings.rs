//! `…/wordings`: every wording of a challenge, and the form for the next one.

use axum::http::StatusCode;
use domain::{Problem, problem::limit};
use pages::{
    Chrome, Form, Section,
    challenges::{Edit, Wording, Wordings},
    text::Prose,
};
use store::challenge::{self, Challenge, NewWording, Revision};

use super::create::Typed;
use crate::{
    Error, Result,
    extract::{Acting, Query, Seen, back, html, html_with},
    html::reason,
};

/// How many wordings a page shows at most.
const ROWS: usize = 50;

/// `GET /challenges/{challenge}/wordings`.
pub async fn list(Seen { mut at, row }: Seen<Challenge>, query: Query) -> Result {
    if !row.full {
        return Err(Error::NotFound);
    }
    let before = query.value("before").parse().ok();
    let found = challenge::revisions(&mut at.tx, row.town, row.id, before).await?;
    let last = found.last().map_or(1, |one| one.number);
    let next =
        (found.len() == ROWS && last > 1).then(|| format!("/challenges/{}/wordings?before={last}", row.id));
    Ok(html(&Wordings {
        card: super::card(&row),
        current: row.revision,
        wordings: found.into_iter().map(wording).collect(),
        next,
        page: at.page(Section::Challenges),
    }))
}

fn wording(one: Revision) -> Wording {
    Wording {
        number: one.number,
        title: one.title,
        purpose: one.purpose,
        gains: one.gains,
        wording: Prose::of(&one.wording),
        because: one.because,
        dialogue: one.dialogue,
        author: one.author,
        at: one.written_at,
        audience: one.audience,
    }
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
