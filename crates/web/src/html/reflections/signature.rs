//! `POST /reflections/{reflection}/signature`: puts the hand of one's town, or of the partners, to the text as it is. With every
//! hand it is settled, and the challenge goes on as the text says.

use domain::{
    challenge::hand_of,
    joint::every_hand,
    reflection::{Onward, may_change, onward},
};
use store::{
    ReadTx, challenge, joint,
    reflection::{Reflection, settle, sign, signatures, unsign},
};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

/// Whether the viewer may put a hand to the text: a co-owner, like everywhere in the shared record.
pub(super) async fn may_sign(tx: &mut ReadTx, row: &Reflection) -> store::Result<bool> {
    let on = challenge::find(tx, row.challenge).await?;
    Ok(on.is_some_and(|on| hand_of(tx.viewer(), on.owner).is_some()))
}

pub async fn post(Acting { mut at, row }: Acting<Reflection>) -> Result {
    let now = may_change(row.in_circle, row.settled_at.is_some(), row.on, row.round);
    if !now || !may_sign(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    // Nobody signs a text they have not read: the form says which one it showed.
    if at.form.value("number") != row.revision.to_string() {
        return Err(Error::Contended);
    }
    sign(&mut at.tx, &row).await?;
    let signed = signatures(&mut at.tx, &row).await?;
    let parties = joint::parties(&mut at.tx, row.town, row.challenge).await?;
    let path = format!("/reflections/{}", row.id);
    if !every_hand(signed.iter().map(|one| one.party), &parties) {
        at.tx.commit().await?;
        return Ok(back(&path, "reflection-signed"));
    }
    // A rest's day may have passed since it was written: then the text is written anew first.
    let Ok(place) = onward(row.on, row.onward, row.until, at.moment.today()) else {
        return Err(Error::Contended);
    };
    settle(&mut at.tx, &row).await?;
    if row.onward == Onward::Rest {
        challenge::rest(
            &mut at.tx,
            row.town,
            row.challenge,
            place,
            &row.reason,
            row.everyday,
        )
        .await?;
    } else {
        challenge::advance(&mut at.tx, row.town, row.challenge, place, "went_on").await?;
    }
    at.tx.commit().await?;
    Ok(back(&path, "reflected"))
}

/// `POST /reflections/{reflection}/signature/withdrawal`: takes one's hand away again.
pub async fn withdraw(Acting { mut at, row }: Acting<Reflection>) -> Result {
    let now = may_change(row.in_circle, row.settled_at.is_some(), row.on, row.round);
    if !now || !may_sign(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    unsign(&mut at.tx, &row).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/reflections/{}", row.id), "reflection-unsigned"))
}
