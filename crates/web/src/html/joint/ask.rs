//! `…/towns/invitation`: a co-owner asks a town in with whose staff they talk.

use axum::http::StatusCode;
use domain::{
    Problem,
    joint::{Refusal, Standing, Way, may_ask},
    problem::limit,
};
use pages::{
    Chrome, Form, Section,
    form::Choice,
    joint::{Edit, Purpose},
};
use store::{
    challenge::Challenge,
    joint::{self, NewTown},
};

use super::standing;
use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

fn view(page: Chrome, row: &Challenge, form: Form, choices: Vec<Choice>) -> Edit {
    Edit {
        card: crate::html::challenges::card(row),
        purpose: Purpose::Ask,
        town: String::new(),
        form,
        choices,
        page,
    }
}

async fn choices(tx: &mut store::ReadTx, row: &Challenge) -> Result<Vec<Choice>> {
    let found = joint::talked_with(tx, row).await?;
    Ok(found
        .into_iter()
        .map(|(code, label)| Choice {
            value: code.to_string(),
            label,
        })
        .collect())
}

/// `GET /challenges/{challenge}/towns/invitation`.
pub async fn get(Seen { mut at, row }: Seen<Challenge>) -> Result {
    if !row.owner {
        return Err(Error::Forbidden);
    }
    let choices = choices(&mut at.tx, &row).await?;
    Ok(html(&view(
        at.page(Section::Challenges),
        &row,
        Form::new(),
        choices,
    )))
}

/// `POST /challenges/{challenge}/towns/invitation`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    if !row.owner {
        return Err(Error::Forbidden);
    }
    let choices = choices(&mut at.tx, &row).await?;
    let rows = joint::list(&mut at.tx, &row).await?;
    let typed = at.form.value("town").to_owned();
    let mut check = at.check();
    let words = check.prose("words", limit::PARAGRAPH);
    let chosen = choices.iter().find(|one| one.value == typed);
    let town = chosen.and_then(|one| one.value.parse().ok());
    match town {
        None if typed.is_empty() => check.add("town", Problem::Missing),
        None => check.add("town", Problem::NotAChoice),
        Some(town) => match may_ask(row.owner, row.town, town, row.audience, standing(&rows, town)) {
            Ok(()) => {}
            Err(Refusal::CircleOnly) => check.add("town", Problem::Said("problem-circle-only")),
            Err(_) => check.add("town", Problem::NotAChoice),
        },
    }
    let checked = check.finish();
    let (Ok(()), Some(town)) = (&checked, town) else {
        let form = checked.err().unwrap_or_default();
        let page = view(at.page(Section::Challenges), &row, form, choices);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewTown {
        town,
        way: Way::Asked,
        standing: Standing::Asked,
        words: &words,
        dialogue: None,
    };
    joint::insert(&mut at.tx, &row, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}/towns", row.id), "town-asked"))
}
