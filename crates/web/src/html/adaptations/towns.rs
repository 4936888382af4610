//! `…/towns`: for which of the challenge's towns an adaptation is.

use domain::MunicipalityCode;
use pages::{Form, Section, adaptations::Towns, form::Choice};
use store::{
    adaptation::{Adaptation, set_towns},
    joint,
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html},
};

/// `GET /adaptations/{adaptation}/towns`.
pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let names = joint::names(&mut at.tx, row.town, row.challenge).await?;
    let choice = |(code, label): (MunicipalityCode, String)| Choice {
        value: code.to_string(),
        label,
    };
    let chosen = row.for_towns.iter().map(|code| ("town", code.to_string()));
    Ok(html(&Towns {
        id: row.id,
        title: row.title,
        form: Form::filled(chosen),
        choices: names.into_iter().map(choice).collect(),
        page: at.page(Section::Challenges),
    }))
}

/// `POST /adaptations/{adaptation}/towns`.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let names = joint::names(&mut at.tx, row.town, row.challenge).await?;
    let typed: Vec<String> = at.form.values("town").map(str::to_owned).collect();
    let mut towns = Vec::new();
    for code in typed {
        let town = names.iter().find(|(one, _)| one.to_string() == code);
        // Towns are chosen from a list; any other never came from the form.
        towns.push(town.map(|(code, _)| *code).ok_or(Error::BadRequest)?);
    }
    set_towns(&mut at.tx, &row, &towns).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{}", row.id), "adaptation-towns"))
}
