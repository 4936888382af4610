//! `POST /trials/{trial}/first-text/opening`: opens all texts to the circle before the day, once every owner wrote.

use store::{first_text::open, trial::Trial};

use super::firsts::Content;
use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    let content = Content::read(&mut at.tx, row, today).await?;
    if !content.may().open {
        return Err(Error::Forbidden);
    }
    let row = content.row;
    open(&mut at.tx, &row).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}/reflection", row.id), "firsts-opened"))
}
