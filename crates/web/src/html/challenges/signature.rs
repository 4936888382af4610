//! `POST /challenges/{challenge}/signature`: puts one's side's hand to the current wording.

use domain::{challenge::hand_of, phase::Phase};
use store::challenge::{Challenge, sign};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    hand_of(&at.viewer(), row.owner).ok_or(Error::Forbidden)?;
    // Nobody signs a wording they have not read: the form says which one it showed.
    if at.form.value("number") != row.revision.to_string() || row.place.phase == Phase::Resting {
        return Err(Error::Contended);
    }
    sign(&mut at.tx, &row).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}", row.id), "challenge-signed"))
}
