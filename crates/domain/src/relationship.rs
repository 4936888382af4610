//! つながり: a town with a partner or a professional, made of strands between one person and another. Nobody draws them by
//! hand and nobody counts them: they come of having talked, of an introduction both wished for, or of an exchanged card.

use crate::{
    coded::coded,
    dialogue::Presence,
    id::{PartnerId, SeatId},
    municipality::MunicipalityCode,
    viewer::Viewer,
};

coded! {
    /// How two people met.
    pub enum Origin {
        /// In a dialogue both say they took part in.
        Dialogue = "dialogue",
        /// Somebody introduced them.
        Introduction = "introduction",
        /// They exchanged cards.
        Card = "card",
    }
}

/// Whom a town has the relationship with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum With {
    /// A partner.
    Partner(PartnerId),
    /// A professional, by their seat.
    Professional(SeatId),
}

/// One end of a strand: somebody's seat and what it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// A post of a town.
    Town(MunicipalityCode, SeatId),
    /// A membership of a partner.
    Partner(PartnerId, SeatId),
    /// A professional.
    Professional(SeatId),
}

impl End {
    /// The seat.
    pub const fn seat(self) -> SeatId {
        match self {
            Self::Town(_, seat) | Self::Partner(_, seat) | Self::Professional(seat) => seat,
        }
    }

    /// For whom whoever sits there takes part in a dialogue.
    pub const fn presence(self) -> Presence {
        match self {
            Self::Town(..) => Presence::Town,
            Self::Partner(..) => Presence::Partner,
            Self::Professional(_) => Presence::Other,
        }
    }
}

/// Two ends as one strand: the town, the seat of its staff, whom it is with and their seat. `None` for two people of one
/// side: colleagues, and towns among themselves, need no strand.
pub fn strand(one: End, other: End) -> Option<(MunicipalityCode, SeatId, With, SeatId)> {
    match (one, other) {
        (End::Town(town, staff), End::Partner(partner, seat)) => {
            Some((town, staff, With::Partner(partner), seat))
        }
        (End::Town(town, staff), End::Professional(seat)) => {
            Some((town, staff, With::Professional(seat), seat))
        }
        (End::Town(..), End::Town(..)) => None,
        (_, End::Town(..)) => strand(other, one),
        _ => None,
    }
}

/// Whether a viewer may see a relationship: the town's staff, the partner's members, the professional.
pub fn may_see(viewer: &Viewer, town: MunicipalityCode, with: With) -> bool {
    viewer.town() == Some(town)
        || match with {
            With::Partner(partner) => viewer.partner() == Some(partner),
            With::Professional(seat) => viewer.seat() == Some(seat),
        }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Hat, Id};

    fn id<K>(number: u128) -> Id<K> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn a_strand_needs_a_town_on_one_side_and_only_one() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let (staff, member, pro) = (
            End::Town(town, id(1)),
            End::Partner(id(8), id(2)),
            End::Professional(id(3)),
        );
        let expected = Some((town, id(1), With::Partner(id(8)), id(2)));
        assert_eq!(strand(staff, member), expected);
        assert_eq!(strand(member, staff), expected);
        assert_eq!(
            strand(pro, staff),
            Some((town, id(1), With::Professional(id(3)), id(3)))
        );
        for (one, other) in [(staff, staff), (member, member), (member, pro), (pro, pro)] {
            assert_eq!(strand(one, other), None, "{one:?} {other:?}");
        }
    }

    #[test]
    fn both_sides_see_their_relationship_and_nobody_else_does() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        let staff = |town| Hat::Staff {
            town,
            seat: id(1),
            department: id(9),
            admin: true,
        };
        let member = |partner| Hat::Member {
            partner: id(partner),
            seat: id(2),
            admin: true,
        };
        let sees = |hat, with| may_see(&Viewer::wearing(id(7), hat), town, with);
        let (partner, pro) = (With::Partner(id(8)), With::Professional(id(3)));
        assert!(sees(staff(town), partner) && sees(staff(town), pro) && sees(member(8), partner));
        assert!(sees(Hat::Professional { seat: id(3) }, pro));
        for hat in [
            staff(other),
            member(5),
            Hat::Operator,
            Hat::Professional { seat: id(4) },
        ] {
            assert!(!sees(hat, partner) && !sees(hat, pro), "{hat:?}");
        }
        assert!(!may_see(&Viewer::ANYONE, town, partner));
    }
}
