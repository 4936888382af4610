//! `POST /procurements/{procurement}/audience`: to whom a procedure and its result are open. One hand suffices: the town's.

use domain::{Problem, audience::Audience};
use store::procurement::{Procurement, open};

use super::show::{OPENINGS, refused, staff_only};
use crate::{
    Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Procurement>) -> Result {
    staff_only(&at, &row)?;
    let mut check = at.check();
    let audience = check.choice::<Audience>("audience");
    if audience.is_some_and(|audience| !OPENINGS.contains(&audience)) {
        check.add("audience", Problem::NotAChoice);
    }
    let checked = check.finish();
    let (Ok(()), Some(audience)) = (&checked, audience) else {
        return refused(at, row, checked.err().unwrap_or_default()).await;
    };
    open(&mut at.tx, &row, audience).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/procurements/{}", row.id), "procurement-opened"))
}
