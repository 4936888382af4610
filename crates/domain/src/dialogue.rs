//! 対話: a visit, a meeting, a call; what a challenge grows out of.

use crate::{
    coded::coded,
    id::{PersonId, SeatId},
    viewer::Side,
};

coded! {
    /// How people met.
    pub enum Kind {
        /// 訪問: somebody went there.
        Visit = "visit",
        /// 打合せ: around a table.
        Meeting = "meeting",
        /// 電話・オンライン.
        Call = "call",
    }
}

coded! {
    /// For whom somebody took part.
    pub enum Presence {
        /// The town's staff.
        Town = "town",
        /// The partner's people.
        Partner = "partner",
        /// Residents: neighbours, shop owners, pupils.
        Resident = "resident",
        /// Anybody else.
        Other = "other",
    }
}

impl From<Side> for Presence {
    fn from(side: Side) -> Self {
        match side {
            Side::Town => Self::Town,
            Side::Partner => Self::Partner,
        }
    }
}

/// One person in a dialogue: an account under a hat, or a plain name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Participant {
    /// The name as written in the record.
    pub name: String,
    /// For whom they took part.
    pub presence: Presence,
    /// Their account and seat, where they have one.
    pub account: Option<(PersonId, SeatId)>,
    /// Whether they said themselves that they were there (the recorder of a dialogue does by recording it).
    pub confirmed: bool,
}

/// Whether the town's own staff took part, so that a challenge may be worded from this dialogue.
///
/// A name typed by somebody else is not enough: one of the town's people must have an account here and have said
/// "yes, we talked". Nobody writes a town's problem from outside.
pub fn town_took_part(participants: &[Participant]) -> bool {
    participants
        .iter()
        .any(|one| one.presence == Presence::Town && one.account.is_some() && one.confirmed)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    fn participant(presence: Presence, account: bool, confirmed: bool) -> Participant {
        let account = account.then(|| {
            (
                Id::from_uuid(Uuid::from_u128(1)),
                Id::from_uuid(Uuid::from_u128(2)),
            )
        });
        Participant {
            name: "港 花子".into(),
            presence,
            account,
            confirmed,
        }
    }

    #[test]
    fn nobody_writes_a_towns_problem_from_outside() {
        assert!(town_took_part(&[participant(Presence::Town, true, true)]));
        assert!(!town_took_part(&[]));
        assert!(!town_took_part(&[participant(Presence::Partner, true, true)]));
        assert!(
            !town_took_part(&[participant(Presence::Town, false, true)]),
            "a typed name is not enough"
        );
        assert!(
            !town_took_part(&[participant(Presence::Town, true, false)]),
            "named by the other side only"
        );
    }
}
