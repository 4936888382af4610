//! `POST /trials/{trial}/conclusion`: concludes a trial today; looking back comes next.

use domain::phase::Step;
use store::{
    challenge,
    trial::{Trial, conclude},
};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    if !row.in_circle || row.concluded_on.is_some() {
        return Err(Error::Forbidden);
    }
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let place = on.place.after(Step::TrialEnded).map_err(|_| Error::Contended)?;
    let today = at.moment.today();
    conclude(&mut at.tx, &row, today).await?;
    challenge::advance(&mut at.tx, row.town, row.challenge, place, "reflecting").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}", row.id), "trial-concluded"))
}
