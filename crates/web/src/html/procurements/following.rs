//! `POST /procurements/{procurement}/following`: somebody who sees a procedure asks for its news by mail, or not any more.

use store::procurement::{Procurement, answer::follow};

use crate::{
    Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Procurement>) -> Result {
    let wanted = at.form.value("wanted") == "1";
    follow(&mut at.tx, &row, wanted).await?;
    at.tx.commit().await?;
    let done = if wanted { "followed" } else { "unfollowed" };
    Ok(back(&format!("/procurements/{}", row.id), done))
}
