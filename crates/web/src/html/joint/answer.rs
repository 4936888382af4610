//! `…/towns/{code}/welcome`, `…/towns/{code}/postponement`: the keeping town welcomes one that offered; either side says,
//! with a reason, that this is not the time.

use std::collections::HashMap;

use axum::{extract::Path, http::StatusCode};
use domain::{
    joint::{Standing, may_answer, may_leave},
    problem::limit,
};
use pages::Section;
use store::{
    challenge::Challenge,
    context,
    joint::{self, JointTown},
};

use super::{index, refused, town};
use crate::{
    Error, Result,
    extract::{Acting, Writing, back, html_with},
};

async fn found(at: &mut Writing, row: &Challenge, path: &HashMap<String, String>) -> Result<JointTown> {
    if !row.full {
        return Err(Error::NotFound);
    }
    let town = town(path)?;
    let rows = joint::list(&mut at.tx, row).await?;
    rows.into_iter()
        .find(|one| one.town == town)
        .ok_or(Error::NotFound)
}

/// `POST /challenges/{challenge}/towns/{code}/welcome`.
pub async fn welcome(Path(path): Path<HashMap<String, String>>, acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    let one = found(&mut at, &row, &path).await?;
    may_answer(&at.viewer(), row.town, row.owner, one.standing).map_err(refused)?;
    joint::welcome(&mut at.tx, &row, &one).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}/towns", row.id), "town-came-in"))
}

/// `POST /challenges/{challenge}/towns/{code}/postponement`.
pub async fn postpone(Path(path): Path<HashMap<String, String>>, acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    let one = found(&mut at, &row, &path).await?;
    let viewer = at.viewer();
    // One's own town's waiting ends here too; leaving what it takes part in is another form.
    let own = may_leave(&viewer, one.town, row.owner, one.standing);
    if own != Ok(Standing::Apart) {
        may_answer(&viewer, row.town, row.owner, one.standing).map_err(refused)?;
    }
    let mut check = at.check();
    let reason = check.prose("reason", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        let rows = joint::list(&mut at.tx, &row).await?;
        let contexts = context::newest(&mut at.tx, &row).await?;
        let page = index::view(at.page(Section::Challenges), &viewer, &row, rows, contexts, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    joint::part(&mut at.tx, &row, one.town, Standing::Apart, &reason).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}/towns", row.id), "town-apart"))
}
