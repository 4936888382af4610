//! 課題 and めざす姿: co-owned, every wording a revision, signed by both sides.

use crate::{
    audience::Audience,
    coded::coded,
    dialogue::{self, Participant},
    id::SeatId,
    joint::{Party, every_hand},
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
    /// For whom.
    pub party: Party,
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

/// Whether somebody may leave the circle, or give co-ownership back: their town, or the partners' side, keeps a co-owner.
pub fn may_leave(circle: &[CircleMember], seat: SeatId) -> Result<(), Refusal> {
    let Some(leaving) = circle.iter().find(|one| one.seat == seat) else {
        return Ok(());
    };
    let another = circle
        .iter()
        .any(|one| one.owner && one.party == leaving.party && one.seat != seat);
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
        .all(|side| circle.iter().any(|one| one.owner && one.party.side() == *side))
}

/// One signature under a wording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The number of the revision signed.
    pub number: i64,
    /// For whom.
    pub party: Party,
}

/// Whether every party has signed the current wording. A newer wording un-signs by being newer.
pub fn signed_by_all(current: i64, signatures: &[Signature], parties: &[Party]) -> bool {
    let current = signatures.iter().filter(|one| one.number == current);
    every_hand(current.map(|one| one.party), parties)
}

/// For whom a viewer puts a hand to the record: raises one for opening a piece, takes it back, or signs. It needs every side
/// among the owners, so it is theirs to give: whoever co-owns the challenge, for their party.
pub fn hand_of(viewer: &Viewer, owner: bool) -> Option<Party> {
    Party::acting(viewer).filter(|_| owner)
}

coded! {
    /// A piece of a challenge's shared record that can be opened by every hand.
    pub enum Piece {
        /// One wording.
        Wording = "wording",
        /// One revision of an adaptation.
        Adaptation = "adaptation",
        /// A trial with its indicators.
        Trial = "trial",
        /// A reflection.
        Reflection = "reflection",
        /// One revision of what a town says of its own situation.
        Context = "context",
    }
}

/// A hand raised for opening a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hand {
    /// Whose.
    pub party: Party,
    /// How far they would open it.
    pub audience: Audience,
}

/// The audience a piece has when these hands are up: the widest that a hand of every party reaches, and never less than
/// the circle. `parties` are all who hold the challenge together (`Party::all`): each of its towns, and the partners.
pub fn opened_to(hands: &[Hand], parties: &[Party]) -> Audience {
    let reached = |audience: &Audience| {
        let far = hands.iter().filter(|hand| hand.audience >= *audience);
        every_hand(far.map(|hand| hand.party), parties)
    };
    let widest = [Audience::Public, Audience::Network].into_iter().find(reached);
    widest.unwrap_or(Audience::Circle)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{dialogue::Presence, phase::Phase, viewer::Hat};

    const PARTNERS: Party = Party::Partners;

    fn town(five: &str) -> Party {
        Party::Town(MunicipalityCode::with_check_digit(five).unwrap())
    }

    fn member(party: Party, owner: bool) -> CircleMember {
        CircleMember {
            seat: SeatId::from_uuid(Uuid::from_u128(7)),
            party,
            owner,
        }
    }

    #[test]
    fn reshaping_needs_co_owners_on_both_sides() {
        let shaping = Place::BEGINNING.after(Step::Worded).unwrap();
        let official = member(town("99341"), true);
        assert_eq!(reshape(shaping, &[official]), Err(Refusal::OneSideOnly));
        assert_eq!(
            reshape(shaping, &[official, member(PARTNERS, false)]),
            Err(Refusal::OneSideOnly)
        );
        let both = reshape(shaping, &[official, member(PARTNERS, true)]).unwrap();
        assert_eq!(both.phase, Phase::Adapting);
    }

    #[test]
    fn each_side_keeps_a_co_owner() {
        let (keeper, joined) = (town("99341"), town("99362"));
        let seated = |seat, party, owner| CircleMember {
            seat: SeatId::from_uuid(Uuid::from_u128(seat)),
            party,
            owner,
        };
        let one = [seated(1, keeper, true), seated(2, PARTNERS, true)];
        assert_eq!(may_leave(&one, one[0].seat), Err(Refusal::LastOwner));
        let two = [
            one[0],
            one[1],
            seated(3, keeper, true),
            seated(4, keeper, false),
            seated(5, joined, true),
        ];
        assert_eq!(may_leave(&two, two[0].seat), Ok(()));
        assert_eq!(may_leave(&two, two[3].seat), Ok(()));
        assert_eq!(may_leave(&two, two[1].seat), Err(Refusal::LastOwner));
        // Another town's co-owner does not stand in for one's own.
        assert_eq!(may_leave(&two, two[4].seat), Err(Refusal::LastOwner));
        let [.., joining] = two;
        assert_eq!(
            may_leave(&[one[0], one[1], joining], one[0].seat),
            Err(Refusal::LastOwner)
        );
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
    fn only_a_co_owner_puts_a_hand_to_the_record() {
        let code = MunicipalityCode::with_check_digit("99362").unwrap();
        let number = Uuid::from_u128;
        let (person, seat) = (crate::Id::from_uuid(number(1)), SeatId::from_uuid(number(2)));
        let staff = Hat::Staff {
            town: code,
            seat,
            department: crate::Id::from_uuid(number(3)),
            admin: true,
        };
        let member = Hat::Member {
            partner: crate::Id::from_uuid(number(4)),
            seat,
            admin: true,
        };
        for (hat, party) in [(staff, Party::Town(code)), (member, PARTNERS)] {
            let viewer = Viewer::wearing(person, hat);
            assert_eq!(hand_of(&viewer, true), Some(party));
            assert_eq!(hand_of(&viewer, false), None);
        }
        let professional = Viewer::wearing(person, Hat::Professional { seat });
        assert_eq!(hand_of(&professional, true), None);
        assert_eq!(hand_of(&Viewer::ANYONE, true), None);
    }

    #[test]
    fn a_newer_wording_unsigns() {
        let (keeper, joined) = (town("99341"), town("99362"));
        let signed = |party| Signature { number: 1, party };
        let both = [signed(keeper), signed(PARTNERS)];
        let parties = [keeper, PARTNERS];
        assert!(signed_by_all(1, &both, &parties));
        assert!(!signed_by_all(2, &both, &parties));
        assert!(!signed_by_all(1, &both[..1], &parties));
        // A town that joined signs for itself.
        let parties = [keeper, joined, PARTNERS];
        assert!(!signed_by_all(1, &both, &parties));
        assert!(signed_by_all(1, &[both[0], both[1], signed(joined)], &parties));
        assert!(!signed_by_all(1, &both, &[]));
    }

    #[test]
    fn one_hand_opens_nothing() {
        let hand = |party, audience| Hand { party, audience };
        let (keeper, joined) = (town("99341"), town("99362"));
        let two = [keeper, PARTNERS];
        assert_eq!(opened_to(&[], &two), Audience::Circle);
        let (public, network) = (Audience::Public, Audience::Network);
        let of_town = [hand(keeper, public), hand(keeper, network)];
        assert_eq!(opened_to(&of_town, &two), Audience::Circle);
        let mixed = [hand(keeper, public), hand(PARTNERS, network)];
        assert_eq!(opened_to(&mixed, &two), network);
        let both = [hand(keeper, public), hand(PARTNERS, public)];
        assert_eq!(opened_to(&both, &two), public);
        // With three parties, two hands are not enough, and nobody's hand counts who holds nothing.
        let three = [keeper, joined, PARTNERS];
        assert_eq!(opened_to(&both, &three), Audience::Circle);
        let all = [both[0], both[1], hand(joined, network)];
        assert_eq!(opened_to(&all, &three), network);
        let stranger = [hand(keeper, public), hand(joined, public)];
        assert_eq!(opened_to(&stranger, &two), Audience::Circle);
        assert_eq!(opened_to(&both, &[]), Audience::Circle);
    }
}
