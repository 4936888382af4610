//! 訂正: remarks on what is published, and what people from outside ask to be put right.

use crate::{coded::coded, municipality::MunicipalityCode, viewer::Viewer};

coded! {
    /// What kind of remark it is.
    pub enum Remark {
        /// Something was wrong, and is said rightly now.
        Correction = "correction",
        /// Nothing was wrong, but something has to be known beside it.
        Notice = "notice",
    }
}

coded! {
    /// What a request for a correction came to. Each has its words.
    pub enum Outcome {
        /// It was put right; the words say what.
        Corrected = "corrected",
        /// It stays; the words say why.
        Stays = "stays",
    }
}

/// How many days after its answer the address of whoever asked is erased.
pub const ADDRESS_DAYS: i64 = 30;
/// How many days a request is kept at most, from its answer on; one that nobody answered, from its asking on.
pub const REQUEST_DAYS: i64 = 365;

/// Whether a viewer answers what was asked about a town's records: its staff.
pub fn may_answer(viewer: &Viewer, town: MunicipalityCode) -> bool {
    viewer.town() == Some(town)
}

/// Whether a viewer changes whom a town names for corrections: its admin.
pub fn may_name_contact(viewer: &Viewer, town: MunicipalityCode) -> bool {
    viewer.administers_town(town)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Id, viewer::Hat};

    #[test]
    fn the_towns_own_staff_answers() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        let id = |number| Uuid::from_u128(number);
        let staff = |admin| {
            let (seat, department) = (Id::from_uuid(id(2)), Id::from_uuid(id(3)));
            let hat = Hat::Staff {
                town,
                seat,
                department,
                admin,
            };
            Viewer::wearing(Id::from_uuid(id(1)), hat)
        };
        assert!(may_answer(&staff(false), town) && !may_answer(&staff(true), other));
        assert!(!may_answer(&Viewer::ANYONE, town));
        assert!(may_name_contact(&staff(true), town) && !may_name_contact(&staff(false), town));
    }
}
