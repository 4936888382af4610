//! `POST /dialogues/{dialogue}`: changes the record, unless somebody changed it meanwhile.

use axum::http::StatusCode;
use domain::{Problem, consultation::may_write, dialogue::Kind, problem::limit};
use pages::{Form, Section};
use store::dialogue::{Dialogue, Edit, participants};

use super::edit;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !may_write(&at.viewer(), row.kind, &there) {
        return Err(Error::Forbidden);
    }
    let today = at.moment.today();
    let mut check = at.check();
    let title = check.title("title");
    let asked = row.kind == Kind::Consultation;
    let kind = if asked {
        Some(row.kind)
    } else {
        super::met(&mut check)
    };
    let day = if asked {
        Some(row.held_on)
    } else {
        check.day("day")
    };
    let agenda = super::agenda(&mut check, day, today);
    let spot = super::spot(&mut check);
    let starts = check.time_or_none("starts");
    let place = check.line_or_none("place", limit::LINE);
    let notes = if asked {
        check.prose("notes", limit::PROSE)
    } else {
        check.prose_or_none("notes", limit::PROSE)
    };
    let version = at.form.value("version").parse().unwrap_or(0);
    if version != row.version {
        check.add("notes", Problem::Said("problem-version"));
    }
    let checked = check.finish();
    let (Ok(()), Some(kind), Some(held_on)) = (&checked, kind, day) else {
        let form: Form = checked.err().unwrap_or_default();
        let page = edit::page(at.page(Section::Dialogues), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let edit = Edit {
        kind,
        held_on,
        starts: starts.as_deref(),
        place: &place,
        title: &title,
        notes: &notes,
        agenda: &agenda,
        spot,
    };
    if !store::dialogue::update(&mut at.tx, &row, version, &edit).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/dialogues/{}", row.id), "dialogue-changed"))
}
