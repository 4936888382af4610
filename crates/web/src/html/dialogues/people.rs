//! `GET` and `POST /dialogues/{dialogue}/people`: whoever takes part names further people, who may then read and write.

use axum::http::StatusCode;
use domain::{
    Problem,
    dialogue::{Participant, may_change},
};
use pages::{Chrome, Form, Section, messages::People};
use store::dialogue::{Acquaintance, Dialogue, acquaintances, participants};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

pub async fn get(Seen { mut at, row }: Seen<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !may_change(&at.viewer(), &there) {
        return Err(Error::Forbidden);
    }
    let today = at.today();
    let people = further(acquaintances(&mut at.tx, today).await?, &there);
    Ok(html(&page(
        at.page(Section::Dialogues),
        Form::new(),
        row,
        &people,
    )))
}

pub async fn post(Acting { mut at, row }: Acting<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !may_change(&at.viewer(), &there) {
        return Err(Error::Forbidden);
    }
    let today = at.moment.today();
    let people = further(acquaintances(&mut at.tx, today).await?, &there);
    let chosen: Vec<Participant> = super::create::chosen(&people, at.form.values("person"));
    let mut check = at.check();
    if chosen.is_empty() {
        check.add("person", Problem::Missing);
    }
    if let Err(form) = check.finish() {
        let page = page(at.page(Section::Dialogues), form, row, &people);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    store::dialogue::name(&mut at.tx, &row, &chosen).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/dialogues/{}", row.id), "dialogue-named"))
}

/// Who is not in it yet.
fn further(people: Vec<Acquaintance>, there: &[Participant]) -> Vec<Acquaintance> {
    let is_there = |one: &Acquaintance| {
        there
            .iter()
            .any(|other| other.account.is_some_and(|(_, seat)| seat == one.seat))
    };
    people.into_iter().filter(|one| !is_there(one)).collect()
}

fn page(page: Chrome, form: Form, row: Dialogue, people: &[Acquaintance]) -> People {
    People {
        page,
        form,
        dialogue: row.id,
        title: row.title,
        people: people.iter().map(super::new::choice).collect(),
    }
}
