//! What stands beside a published piece: its corrections, whom to tell of a mistake, and the ways to do so.

use domain::{
    MunicipalityCode, Viewer,
    id::ChallengeId,
    publishing::{Ground, OneHand},
};
use pages::publishing::{Beside, ContactView};
use store::{
    ReadTx,
    correction::{self, Contact},
    hand::PieceKey,
};

/// Reads it for a piece the viewer was shown; beside what is not public stands only where its circle chooses who reads it.
pub async fn of(
    tx: &mut ReadTx,
    (town, challenge): (MunicipalityCode, ChallengeId),
    key: PieceKey,
    published: bool,
    in_circle: bool,
) -> store::Result<Beside> {
    if !published {
        return Ok(closed(challenge, key, in_circle));
    }
    let found = correction::beside(tx, town, challenge, key).await?;
    Ok(read(tx.viewer(), (town, challenge), key, found, in_circle))
}

/// The same where it was read already, for a piece that is public.
pub fn read(
    viewer: &Viewer,
    (town, challenge): (MunicipalityCode, ChallengeId),
    key: PieceKey,
    found: correction::Beside,
    in_circle: bool,
) -> Beside {
    let ground = Ground {
        town,
        in_circle,
        published: true,
    };
    let may = OneHand::Correction.may(viewer, ground).is_ok();
    Beside {
        published: true,
        corrections: found.corrections.into_iter().map(super::remarked).collect(),
        contact: found.contact.map(contact),
        request: Some(format!("/challenges/{challenge}/correction-request")),
        correct: may.then(|| format!("/challenges/{challenge}/corrections/{}", key.code())),
        ..closed(challenge, key, in_circle)
    }
}

/// What stands beside a piece that is not public: where its circle chooses who reads it.
pub fn closed(challenge: ChallengeId, key: PieceKey, in_circle: bool) -> Beside {
    Beside {
        choose: in_circle.then(|| format!("/challenges/{challenge}/publishing/{}", key.code())),
        ..Beside::default()
    }
}

/// A contact as pages show it.
pub fn contact(one: Contact) -> ContactView {
    ContactView {
        office: one.office,
        email: one.email,
        telephone: one.telephone,
        site: one.site,
    }
}
