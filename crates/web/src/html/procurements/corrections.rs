//! `POST /procurements/{procurement}/corrections`: adds a dated correction; what it corrects stays in sight.

use domain::problem::limit;
use store::procurement::{Procurement, correct};

use super::show::{refused, staff_only};
use crate::{
    Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Procurement>) -> Result {
    staff_only(&at, &row)?;
    let mut check = at.check();
    let words = check.prose("correction", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        return refused(at, row, form).await;
    }
    correct(&mut at.tx, &row, &words).await?;
    at.tx.commit().await?;
    Ok(back(
        &format!("/procurements/{}", row.id),
        "procurement-corrected",
    ))
}
