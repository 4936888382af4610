//! `GET /challenges/{challenge}/publishing`: which pieces of the record are open, and whose hands are up.

use pages::{Section, publishing::Index};
use store::{challenge::Challenge, hand};

use crate::{
    Result,
    extract::{Query, Seen, html},
    html::challenges::{card, in_circle},
};

pub async fn get(seen: Seen<Challenge>, query: Query) -> Result {
    let Seen { mut at, row } = in_circle(seen)?;
    let found = hand::pieces(&mut at.tx, &row, query.cursor().as_ref()).await?;
    let raised = hand::list(&mut at.tx, &row).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/challenges/{}/publishing?after={}", row.id, cursor.encode()));
    Ok(html(&Index {
        card: card(&row),
        pieces: found
            .rows
            .into_iter()
            .map(|one| super::listed(one, &raised))
            .collect(),
        next,
        page: at.page(Section::Challenges),
    }))
}
