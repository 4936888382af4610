//! `GET …/publishing/{piece}/taking-back`: asks once more before the hands of one's party are lowered.

use axum::extract::Path;
use domain::challenge::hand_of;
use pages::{Section, publishing::TakingBack};
use store::{challenge::Challenge, hand};

use crate::{
    Error, Result,
    extract::{Seen, html},
    html::challenges::{card, in_circle},
};

pub async fn get(Path((_, code)): Path<(String, String)>, seen: Seen<Challenge>) -> Result {
    let Seen { mut at, row } = in_circle(seen)?;
    hand_of(&at.viewer(), row.owner).ok_or(Error::Forbidden)?;
    let (key, found) = super::piece(&mut at.tx, &row, &code).await?;
    let raised = hand::of_piece(&mut at.tx, &row, key).await?;
    Ok(html(&TakingBack {
        card: card(&row),
        piece: super::view(key, &found, &raised),
        record: key.id.simple().to_string(),
        page: at.page(Section::Challenges),
    }))
}
