//! What stands beside a published piece: its corrections, whom to tell of a mistake, and the ways to do so.

use domain::{
    MunicipalityCode, Viewer,
    audience::Audience,
    id::ChallengeId,
    publishing::{Ground, OneHand},
};
use pages::corrections::{Beside, ContactView};
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
        request: Some(request(challenge)),
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

/// Whom to tell, on the other pages of a record that reaches this far.
pub async fn whom_to_tell(
    tx: &mut ReadTx,
    (town, challenge): (MunicipalityCode, ChallengeId),
    audience: Audience,
) -> store::Result<Beside> {
    Ok(Beside {
        contact: office(tx, town, audience).await?.contact,
        ..way_to_ask(challenge, audience)
    })
}

/// The same without the office, for a page that may ask the database no more.
pub fn way_to_ask(challenge: ChallengeId, audience: Audience) -> Beside {
    let published = audience == Audience::Public;
    Beside {
        published,
        request: published.then(|| request(challenge)),
        ..Beside::default()
    }
}

/// The office alone, on a public record that is the town's own; nothing where the town names none.
pub async fn office(tx: &mut ReadTx, town: MunicipalityCode, audience: Audience) -> store::Result<Beside> {
    if audience != Audience::Public {
        return Ok(Beside::default());
    }
    let contact = correction::contact(tx, town).await?.map(contact);
    Ok(Beside {
        published: contact.is_some(),
        contact,
        ..Beside::default()
    })
}

/// Where anyone writes that something is wrong with a challenge's record.
fn request(challenge: ChallengeId) -> String {
    format!("/challenges/{challenge}/correction-request")
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
