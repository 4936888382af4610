//! 課題 and めざす姿: co-owned, every wording a revision, signed by both sides.

use crate::{
    audience::Audience,
    coded::coded,
    dialogue::{self, Participant},
    id::SeatId,
    municipality::MunicipalityCode,
    phase::{OutOfPlace, Place, Step},
    viewer::{Side, Viewer},
};

/// Why something about a challenge cannot be done now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// A first wording needs a dialogue in which the town's own staff took part.
    #[error("the town's own staff took no part in this dialogue")]
    TownWasNotThere,
    /// Only the town's staff, or people who took part, word what a dialogue was about.
    #[error("neither of the town nor in this dialogue")]
    NotThere,
    /// A side keeps a co-owner.
    #[error("the last co-owner of a side stays until there is another")]
    LastOwner,
    /// Reshaping begins when both sides co-own the challenge.
    #[error("a co-owner of each side is needed first")]
    OneSideOnly,
    /// The step has no place in the phase.
    #[error(transparent)]
    OutOfPlace(#[from] OutOfPlace),
}

/// One member of the circle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CircleMember {
    /// Where they sit.
    pub seat: SeatId,
    /// On which side.
    pub side: Side,
    /// Whether they co-own the challenge.
    pub owner: bool,
}

/// Opens a challenge from a dialogue with its first wording.
pub fn open(origin: &[Participant]) -> Result<Place, Refusal> {
    if !dialogue::town_took_part(origin) {
        return Err(Refusal::TownWasNotThere);
    }
    Ok(Place::BEGINNING.after(Step::Worded)?)
}

/// Whether a viewer may word what a dialogue of `town` was about.
pub fn may_open(viewer: &Viewer, town: MunicipalityCode, origin: &[Participant]) -> Result<(), Refusal> {
    let was_there = |seat: SeatId| {
        origin
            .iter()
            .any(|one| one.account.is_some_and(|(_, sat)| sat == seat))
    };
    let may =
        viewer.side().is_some() && (viewer.town() == Some(town) || viewer.seat().is_some_and(was_there));
    if may { Ok(()) } else { Err(Refusal::NotThere) }
}

/// Whether somebody may leave the circle, or give co-ownership back: their side keeps a co-owner.
pub fn may_leave(circle: &[CircleMember], seat: SeatId) -> Result<(), Refusal> {
    let Some(leaving) = circle.iter().find(|one| one.seat == seat) else {
        return Ok(());
    };
    let another = circle
        .iter()
        .any(|one| one.owner && one.side == leaving.side && one.seat != seat);
    if leaving.owner && !another {
        Err(Refusal::LastOwner)
    } else {
        Ok(())
    }
}

/// Takes a challenge into (or on in) adapting: both sides must co-own it.
pub fn reshape(place: Place, circle: &[CircleMember]) -> Result<Place, Refusal> {
    if !co_owned(circle) {
        return Err(Refusal::OneSideOnly);
    }
    Ok(place.after(Step::Reshaped)?)
}

/// Whether each side has a co-owner.
pub fn co_owned(circle: &[CircleMember]) -> bool {
    [Side::Town, Side::Partner]
        .iter()
        .all(|side| circle.iter().any(|one| one.owner && one.side == *side))
}

/// One signature under a wording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The number of the revision signed.
    pub number: i64,
    /// The side.
    pub side: Side,
}

/// Whether both sides have signed the current wording. A newer wording un-signs by being newer.
pub fn signed_by_both(current: i64, signatures: &[Signature]) -> bool {
    [Side::Town, Side::Partner].iter().all(|side| {
        signatures
            .iter()
            .any(|one| one.number == current && one.side == *side)
    })
}

coded! {
    /// A piece of a challenge's shared record that can be opened by both hands.
    pub enum Piece {
        /// One wording.
        Wording = "wording",
        /// One revision of an adaptation.
        Adaptation = "adaptation",
        /// A trial with its indicators.
        Trial = "trial",
        /// A reflection.
        Reflection = "reflection",
    }
}

/// A hand raised for opening a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hand {
    /// The side.
    pub side: Side,
    /// How far they would open it.
    pub audience: Audience,
}

/// The audience a piece has when these hands are up: the widest that a hand of each side reaches, and never less than the circle.
pub fn opened_to(hands: &[Hand]) -> Audience {
    let reach = |side| {
        hands
            .iter()
            .filter(|hand| hand.side == side)
            .map(|hand| hand.audience)
            .max()
    };
    match (reach(Side::Town), reach(Side::Partner)) {
        (Some(town), Some(partner)) => town.min(partner).max(Audience::Circle),
        _ => Audience::Circle,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{dialogue::Presence, phase::Phase, viewer::Hat};

    fn member(side: Side, owner: bool) -> CircleMember {
        CircleMember {
            seat: SeatId::from_uuid(Uuid::from_u128(7)),
            side,
            owner,
        }
    }

    #[test]
    fn reshaping_needs_co_owners_on_both_sides() {
        let shaping = Place::BEGINNING.after(Step::Worded).unwrap();
        let town = member(Side::Town, true);
        assert_eq!(reshape(shaping, &[town]), Err(Refusal::OneSideOnly));
        assert_eq!(
            reshape(shaping, &[town, member(Side::Partner, false)]),
            Err(Refusal::OneSideOnly)
        );
        let both = reshape(shaping, &[town, member(Side::Partner, true)]).unwrap();
        assert_eq!(both.phase, Phase::Adapting);
    }

    #[test]
    fn each_side_keeps_a_co_owner() {
        let seated = |seat, side, owner| CircleMember {
            seat: SeatId::from_uuid(Uuid::from_u128(seat)),
            side,
            owner,
        };
        let one = [seated(1, Side::Town, true), seated(2, Side::Partner, true)];
        assert_eq!(may_leave(&one, one[0].seat), Err(Refusal::LastOwner));
        let two = [
            one[0],
            one[1],
            seated(3, Side::Town, true),
            seated(4, Side::Town, false),
        ];
        assert_eq!(may_leave(&two, two[0].seat), Ok(()));
        assert_eq!(may_leave(&two, two[3].seat), Ok(()));
        assert_eq!(may_leave(&two, two[1].seat), Err(Refusal::LastOwner));
    }

    #[test]
    fn only_the_town_or_who_was_there_words_a_dialogue() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let (person, seat) = (
            crate::Id::from_uuid(Uuid::from_u128(1)),
            SeatId::from_uuid(Uuid::from_u128(2)),
        );
        let partner = crate::Id::from_uuid(Uuid::from_u128(3));
        let member = Viewer::wearing(
            person,
            Hat::Member {
                partner,
                seat,
                admin: false,
            },
        );
        let there = Participant {
            name: "遠回 歩".into(),
            presence: Presence::Partner,
            account: Some((person, seat)),
            confirmed: true,
        };
        assert_eq!(may_open(&member, town, &[]), Err(Refusal::NotThere));
        assert_eq!(may_open(&member, town, std::slice::from_ref(&there)), Ok(()));
        let department = crate::Id::from_uuid(Uuid::from_u128(4));
        let staff = |town| {
            Viewer::wearing(
                person,
                Hat::Staff {
                    town,
                    seat,
                    department,
                    admin: false,
                },
            )
        };
        assert_eq!(may_open(&staff(town), town, &[]), Ok(()));
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        assert_eq!(may_open(&staff(other), town, &[]), Err(Refusal::NotThere));
        let professional = Viewer::wearing(person, Hat::Professional { seat });
        assert_eq!(may_open(&professional, town, &[there]), Err(Refusal::NotThere));
    }

    #[test]
    fn a_newer_wording_unsigns() {
        let first = [
            Signature {
                number: 1,
                side: Side::Town,
            },
            Signature {
                number: 1,
                side: Side::Partner,
            },
        ];
        assert!(signed_by_both(1, &first));
        assert!(!signed_by_both(2, &first));
        assert!(!signed_by_both(1, &first[..1]));
    }

    #[test]
    fn one_hand_opens_nothing() {
        let town = |audience| Hand {
            side: Side::Town,
            audience,
        };
        let partner = |audience| Hand {
            side: Side::Partner,
            audience,
        };
        assert_eq!(opened_to(&[]), Audience::Circle);
        assert_eq!(
            opened_to(&[town(Audience::Public), town(Audience::Network)]),
            Audience::Circle
        );
        assert_eq!(
            opened_to(&[town(Audience::Public), partner(Audience::Network)]),
            Audience::Network
        );
        assert_eq!(
            opened_to(&[town(Audience::Public), partner(Audience::Public)]),
            Audience::Public
        );
    }
}
