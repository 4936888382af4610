//! `…/towns/departure`: a co-owner takes their own town out, with a reason.

use axum::http::StatusCode;
use domain::{MunicipalityCode, joint::may_leave, problem::limit};
use pages::{
    Chrome, Form, Section,
    joint::{Edit, Purpose},
};
use store::{ReadTx, challenge::Challenge, joint};

use super::{own_standing, refused};
use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

fn view(page: Chrome, row: &Challenge, form: Form) -> Edit {
    Edit {
        card: crate::html::challenges::card(row),
        purpose: Purpose::Leave,
        town: String::new(),
        form,
        choices: Vec::new(),
        page,
    }
}

/// The viewer's town, if it takes part and they may take it out.
async fn leaving(tx: &mut ReadTx, row: &Challenge) -> Result<(MunicipalityCode, domain::joint::Standing)> {
    let viewer = *tx.viewer();
    let rows = joint::list(tx, row).await?;
    let town = viewer.town().ok_or(Error::Forbidden)?;
    let standing = own_standing(&rows, &viewer).ok_or(Error::Forbidden)?;
    let after = may_leave(&viewer, town, row.owner, standing).map_err(refused)?;
    Ok((town, after))
}

/// `GET /challenges/{challenge}/towns/departure`.
pub async fn get(Seen { mut at, row }: Seen<Challenge>) -> Result {
    leaving(&mut at.tx, &row).await?;
    Ok(html(&view(at.page(Section::Challenges), &row, Form::new())))
}

/// `POST /challenges/{challenge}/towns/departure`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    let (town, after) = leaving(&mut at.tx, &row).await?;
    let mut check = at.check();
    let reason = check.prose("words", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        let page = view(at.page(Section::Challenges), &row, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    joint::part(&mut at.tx, &row, town, after, &reason).await?;
    at.tx.commit().await?;
    Ok(back("/challenges", "town-left"))
}
