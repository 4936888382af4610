//! `GET /packages`: the packages one may see. Public ones are open to everyone.

use pages::{Section, packages::Index};

use crate::{
    Result,
    extract::{Query, Reading, html},
};

pub async fn get(mut at: Reading, query: Query) -> Result {
    let found = store::package::list(&mut at.tx, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/packages?after={}", cursor.encode()));
    let can_make = at.viewer().side().is_some();
    Ok(html(&Index {
        cards: found.rows.iter().map(super::card).collect(),
        next,
        can_make,
        page: at.page(Section::Packages),
    }))
}
