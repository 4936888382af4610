//! `GET /towns/{code}/voice`, `POST /towns/{code}/voice`: leaves a voice with a town, without an account. Under the hat
//! of the town's staff the same form takes what came on paper, by telephone or at the counter.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    MunicipalityCode, Problem, Viewer,
    letter::{Anonymity, Channel, may_review},
    problem::limit,
    voice::{Consent, Speaker},
};
use pages::{Chrome, Form, Section, letters::Leave};
use store::{
    letter::{self, NewLetter},
    municipality::{self, Town},
    session::Visitor,
};

use crate::{
    Error, Result,
    extract::{Check, Posted, Seen, html, html_with},
    html::{
        once,
        stranger::{self, Sent, may_send},
    },
    receipt::Receipt,
};

fn page(page: Chrome, form: Form, town: &Town, staff: bool) -> Leave {
    Leave {
        page,
        form,
        town: town.line.code,
        name: town.line.name.clone(),
        staff,
    }
}

/// A town that takes part; others have nobody who would read it.
fn joined(town: Town) -> Result<Town> {
    if town.line.joined_at.is_none() {
        return Err(Error::NotFound);
    }
    Ok(town)
}

pub async fn get(Seen { at, row }: Seen<Town>) -> Result {
    let town = joined(row)?;
    let staff = may_review(&at.viewer(), town.line.code);
    let form = once::form(&at.moment);
    Ok(html(&page(at.page(Section::Towns), form, &town, staff)))
}

struct Typed {
    channel: Channel,
    words: String,
    speaker: Option<Speaker>,
    anonymity: Option<Anonymity>,
    described: String,
    consent: Option<Consent>,
}

impl Typed {
    fn read(check: &mut Check<'_>, staff: bool) -> Self {
        let mut channel = Channel::Web;
        if staff {
            let chosen = check.choice::<Channel>("channel");
            if chosen.is_some_and(|one| !Channel::BY_STAFF.contains(&one)) {
                check.add("channel", Problem::NotAChoice);
            }
            channel = chosen.unwrap_or(channel);
        }
        let words = check.prose("words", limit::PARAGRAPH);
        let speaker = check.choice("speaker");
        let consent = check.choice("consent");
        let anonymity = check.choice("anonymity");
        let age = check.line_or_none("described", limit::LINE);
        let name = check.line_or_none("name", limit::LINE);
        // What its author does not want told is not kept.
        let described = match anonymity {
            Some(Anonymity::Hidden) | None => String::new(),
            Some(Anonymity::Described) => age,
            Some(Anonymity::Named) if name.is_empty() => {
                check.add("name", Problem::Missing);
                age
            }
            Some(Anonymity::Named) if age.is_empty() => name,
            Some(Anonymity::Named) => format!("{name}（{age}）"),
        };
        Self {
            channel,
            words,
            speaker,
            anonymity,
            described,
            consent,
        }
    }
}

pub async fn post(Path(code): Path<String>, posted: Posted) -> Result {
    let code: MunicipalityCode = code.parse().map_err(|_| Error::NotFound)?;
    let mut system = posted.app.db.system(&posted.moment).await?;
    let visitor = posted.visitor(&mut system).await?;
    let viewer = visitor.as_ref().map_or(Viewer::ANYONE, Visitor::viewer);
    let staff = may_review(&viewer, code);
    let mut check = posted.check();
    let typed = Typed::read(&mut check, staff);
    if !staff {
        stranger::check_trap(&mut check, &posted.form);
    }
    let mut checked = check.finish();
    if checked.is_ok() && !staff && !may_send(&mut system, &posted, Sent::Voice, code).await? {
        let mut form = posted.form.clone();
        form.add("words", Problem::Said("problem-letters-throttled"));
        checked = Err(form);
    }
    system.commit().await?;
    let (app, moment) = (posted.app.clone(), posted.moment.clone());
    let mut at = posted.begin().await?;
    let town = municipality::find(&mut at.tx, code).await?;
    let town = joined(town.ok_or(Error::NotFound)?)?;
    let (Ok(()), Some(speaker), Some(anonymity), Some(consent)) =
        (&checked, typed.speaker, typed.anonymity, typed.consent)
    else {
        let form = checked.err().unwrap_or_default();
        let page = page(at.page(Section::Towns), form, &town, staff);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let receipt = Receipt::of(&app.secret, &moment, &at.form, &at.path);
    let new = NewLetter {
        town: code,
        channel: typed.channel,
        words: &typed.words,
        speaker,
        anonymity,
        described: &typed.described,
        consent,
        receipt: &receipt.digest(&app.secret),
    };
    // Whoever leaves their own voice is nobody in particular, signed in or not.
    let mut tx = if staff {
        at.tx
    } else {
        drop(at);
        app.db.for_viewer(Viewer::ANYONE).write(&moment).await?
    };
    // The same form sent twice is one voice, and leads to it again.
    if letter::find_by_receipt(&mut tx, new.receipt).await?.is_none() {
        letter::insert(&mut tx, &new).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/voice/{}?done=voice-left", receipt.shown())).into_response())
}
