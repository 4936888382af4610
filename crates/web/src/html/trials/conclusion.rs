//! `POST /trials/{trial}/conclusion`: concludes a trial today; looking back comes next.

use domain::{
    phase::Step,
    trial::{Act, may},
};
use store::{
    challenge,
    trial::{Trial, conclude},
};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    if !may(Act::Conclude, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let place = on.place.after(Step::TrialEnded).map_err(|_| Error::Contended)?;
    if !conclude(&mut at.tx, &row, today).await? {
        return Err(Error::Contended);
    }
    challenge::advance(&mut at.tx, row.town, row.challenge, place, "reflecting").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}", row.id), "trial-concluded"))
}
