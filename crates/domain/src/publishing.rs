//! What it takes to publish. The shared record of a challenge needs the hands of every side (`challenge::opened_to`);
//! one hand is enough where law or fairness asks for it. This is the whole list of what that is, and who may do it.

use crate::{coded::coded, municipality::MunicipalityCode, viewer::Viewer};

coded! {
    /// What one hand publishes.
    pub enum OneHand {
        /// 募集: a role grown out of a challenge.
        Opening = "opening",
        /// 調達の結果: who was chosen in a procurement, and how.
        ProcurementResult = "procurement_result",
        /// 訂正: a remark on a piece that is published already.
        Correction = "correction",
    }
}

/// Why one hand is enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Because {
    /// Whoever might apply hears of it at the same time; nobody can hold it back from the others.
    EverybodyHearsTheSame,
    /// The town answers to its residents for how public money is spent; who was chosen has no say in that.
    TheTownAnswersForMoney,
    /// Whoever sees a mistake in public says so at once; waiting for the other side would leave it standing.
    MistakesDoNotWait,
}

/// Why somebody may not publish alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAlone {
    /// Neither the town's staff nor, where that is enough, of the circle.
    #[error("this is not theirs to publish")]
    NotTheirs,
    /// A correction belongs to something that is published.
    #[error("nothing is published here that could be corrected")]
    NothingPublished,
}

/// Where the one hand is raised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ground {
    /// The town whose record it is.
    pub town: MunicipalityCode,
    /// Whether the viewer sits in the circle of the challenge.
    pub in_circle: bool,
    /// Whether the piece is open to everyone.
    pub published: bool,
}

impl OneHand {
    /// Why one hand is enough.
    pub const fn because(self) -> Because {
        match self {
            Self::Opening => Because::EverybodyHearsTheSame,
            Self::ProcurementResult => Because::TheTownAnswersForMoney,
            Self::Correction => Because::MistakesDoNotWait,
        }
    }

    /// Whether a viewer may publish this with their hand alone: procurement results are the town's staff's, openings
    /// and corrections also the partner's in the circle.
    pub fn may(self, viewer: &Viewer, ground: Ground) -> Result<(), NotAlone> {
        let staff = viewer.town() == Some(ground.town);
        let of_circle = ground.in_circle && viewer.side().is_some();
        let theirs = match self {
            Self::ProcurementResult => staff,
            Self::Opening | Self::Correction => staff || of_circle,
        };
        if !theirs {
            return Err(NotAlone::NotTheirs);
        }
        if self == Self::Correction && !ground.published {
            return Err(NotAlone::NothingPublished);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Id, viewer::Hat};

    #[test]
    fn one_hand_is_the_exception_and_has_its_reason() {
        let id = |number| Uuid::from_u128(number);
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        let person = Id::from_uuid(id(1));
        let staff = |town| {
            let (seat, department) = (Id::from_uuid(id(2)), Id::from_uuid(id(3)));
            let hat = Hat::Staff {
                town,
                seat,
                department,
                admin: false,
            };
            Viewer::wearing(person, hat)
        };
        let (partner, seat) = (Id::from_uuid(id(4)), Id::from_uuid(id(5)));
        let member = Viewer::wearing(
            person,
            Hat::Member {
                partner,
                seat,
                admin: false,
            },
        );
        let professional = Viewer::wearing(person, Hat::Professional { seat });
        let ground = |in_circle, published| Ground {
            town,
            in_circle,
            published,
        };
        for kind in [OneHand::Opening, OneHand::ProcurementResult, OneHand::Correction] {
            assert_eq!(kind.may(&staff(town), ground(false, true)), Ok(()), "{kind:?}");
            assert_eq!(
                kind.may(&staff(other), ground(false, true)),
                Err(NotAlone::NotTheirs)
            );
            assert_eq!(
                kind.may(&professional, ground(true, true)),
                Err(NotAlone::NotTheirs)
            );
            assert_eq!(
                kind.may(&Viewer::ANYONE, ground(true, true)),
                Err(NotAlone::NotTheirs)
            );
            assert_eq!(kind.may(&member, ground(false, true)), Err(NotAlone::NotTheirs));
        }
        assert_eq!(OneHand::Correction.may(&member, ground(true, true)), Ok(()));
        assert_eq!(OneHand::Opening.may(&member, ground(true, false)), Ok(()));
        let results = OneHand::ProcurementResult;
        assert_eq!(results.may(&member, ground(true, true)), Err(NotAlone::NotTheirs));
        assert_eq!(results.because(), Because::TheTownAnswersForMoney);
        let nothing = OneHand::Correction.may(&staff(town), ground(true, false));
        assert_eq!(nothing, Err(NotAlone::NothingPublished));
    }
}
