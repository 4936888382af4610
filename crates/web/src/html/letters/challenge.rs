//! `POST /letters/{letter}/challenge`: says to which challenge a voice belongs, so that wordings and parts can cite it.

use domain::{id::ChallengeId, letter::may_review};
use store::letter;

use super::{Letter, show::challenges};
use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<Letter>) -> Result {
    let voice = row.0;
    if !may_review(&at.viewer(), voice.town) {
        return Err(Error::Forbidden);
    }
    let typed = at.form.value("challenge").to_owned();
    let offered = challenges(&mut at.tx, &voice).await?;
    let challenge: Option<ChallengeId> = match offered.iter().find(|one| one.value == typed) {
        Some(one) => one.value.parse().ok(),
        None if typed.is_empty() => None,
        None => return Err(Error::BadRequest),
    };
    if !letter::tie(&mut at.tx, &voice, challenge).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/towns/{}/letters", voice.town), "letter-tied"))
}
