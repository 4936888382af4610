//! `…/towns/new`, `POST …/towns`: a town offers to join, or takes up that it was asked. Its own staff does, because of a
//! dialogue of its own.

use axum::http::StatusCode;
use domain::{
    MunicipalityCode, Problem,
    joint::{Standing, Way, may_offer, offer},
    problem::limit,
};
use pages::{
    Chrome, Form, Section,
    form::Choice,
    joint::{Edit, Purpose},
};
use store::{
    ReadTx,
    challenge::Challenge,
    joint::{self, NewTown},
};

use super::{own_standing, refused};
use crate::{
    Result,
    extract::{Acting, Seen, Writing, back, html, html_with},
};

/// The viewer's town and where it stands, if it may offer.
async fn offering(tx: &mut ReadTx, row: &Challenge) -> Result<(MunicipalityCode, Option<Standing>)> {
    let viewer = *tx.viewer();
    let rows = joint::list(tx, row).await?;
    let standing = own_standing(&rows, &viewer);
    let town = may_offer(&viewer, row.town, row.full, standing).map_err(refused)?;
    Ok((town, standing))
}

async fn choices(tx: &mut ReadTx, town: MunicipalityCode, today: domain::Day) -> Result<Vec<Choice>> {
    let found = joint::reasons(tx, town, today).await?;
    Ok(found
        .into_iter()
        .map(|(id, label)| Choice {
            value: id.to_string(),
            label,
        })
        .collect())
}

fn view(
    page: Chrome,
    row: &Challenge,
    standing: Option<Standing>,
    town: String,
    form: Form,
    choices: Vec<Choice>,
) -> Edit {
    Edit {
        card: crate::html::challenges::card(row),
        purpose: if standing == Some(Standing::Asked) {
            Purpose::TakeUp
        } else {
            Purpose::Offer
        },
        town,
        form,
        choices,
        page,
    }
}

/// The name of a town.
pub(super) async fn name(tx: &mut ReadTx, town: MunicipalityCode) -> Result<String> {
    let found = store::municipality::find(tx, town).await?;
    Ok(found.map(|one| one.line.name).unwrap_or_default())
}

/// `GET /challenges/{challenge}/towns/new`.
pub async fn new(Seen { mut at, row }: Seen<Challenge>) -> Result {
    let (town, standing) = offering(&mut at.tx, &row).await?;
    let today = at.today();
    let choices = choices(&mut at.tx, town, today).await?;
    let name = name(&mut at.tx, town).await?;
    let page = at.page(Section::Challenges);
    Ok(html(&view(page, &row, standing, name, Form::new(), choices)))
}

/// Where the town stands after its offer, if the dialogue chosen is one of its own that can be the reason.
async fn reason(
    at: &mut Writing,
    town: MunicipalityCode,
    standing: Option<Standing>,
) -> Result<Result<(domain::id::DialogueId, Standing), Problem>> {
    let typed = at.form.value("dialogue").to_owned();
    if typed.is_empty() {
        return Ok(Err(Problem::Missing));
    }
    let said = Problem::Said("problem-own-dialogue");
    let Ok(id) = typed.parse() else {
        return Ok(Err(Problem::NotAChoice));
    };
    let today = at.moment.today();
    let dialogue = store::dialogue::find(&mut at.tx, id).await?;
    let Some(dialogue) = dialogue.filter(|one| one.town == town && one.held_on <= today) else {
        return Ok(Err(said));
    };
    let there = store::dialogue::participants(&mut at.tx, dialogue.town, dialogue.id).await?;
    Ok(offer(standing, &there)
        .map(|standing| (dialogue.id, standing))
        .map_err(|_| said))
}

/// `POST /challenges/{challenge}/towns`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    let (town, standing) = offering(&mut at.tx, &row).await?;
    let reason = reason(&mut at, town, standing).await?;
    let mut check = at.check();
    let words = check.prose("words", limit::PROSE);
    if let Err(problem) = &reason {
        check.add("dialogue", problem.clone());
    }
    let checked = check.finish();
    let (Ok(()), Ok((dialogue, after))) = (&checked, reason) else {
        let today = at.moment.today();
        let choices = choices(&mut at.tx, town, today).await?;
        let name = name(&mut at.tx, town).await?;
        let page = at.page(Section::Challenges);
        let form = checked.err().unwrap_or_default();
        let page = view(page, &row, standing, name, form, choices);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let way = if standing == Some(Standing::Asked) {
        Way::Asked
    } else {
        Way::Offered
    };
    let new = NewTown {
        town,
        way,
        standing: after,
        words: &words,
        dialogue: Some(dialogue),
    };
    joint::insert(&mut at.tx, &row, &new).await?;
    at.tx.commit().await?;
    let done = match after {
        Standing::Joined => "town-came-in",
        _ => "town-offered",
    };
    Ok(back(&format!("/challenges/{}/towns", row.id), done))
}
