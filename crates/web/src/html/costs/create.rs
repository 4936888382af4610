//! `POST /trials/{trial}/costs`: writes down a cost.

use axum::http::StatusCode;
use domain::trial::{Act, may};
use pages::Section;
use store::{cost::insert, trial::Trial};

use super::{Typed, index::Content};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::once,
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    if !may(Act::Tell, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let typed = Typed::read(&mut check, today);
    let checked = check.finish();
    let (Ok(()), Some(cost)) = (&checked, typed.cost()) else {
        let content = Content::read(&mut at.tx, row, None).await?;
        let page = content.page(at.page(Section::Challenges), checked.err().unwrap_or_default());
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    insert(&mut at.tx, &row, &cost).await?;
    let path = format!("/trials/{}/costs", row.id);
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "cost-spent"))
}
