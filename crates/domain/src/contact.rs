//! 接触記録: the log of a town's contacts with its partners.

use crate::{coded::coded, id::PartnerId, municipality::MunicipalityCode, viewer::Viewer};

coded! {
    /// By which means people were in contact, where no dialogue was recorded.
    pub enum Means {
        /// 電話.
        Telephone = "telephone",
        /// 窓口.
        Counter = "counter",
        /// メール.
        Mail = "mail",
        /// オンライン.
        Online = "online",
        /// ほか.
        Other = "other",
    }
}

/// Whose lines of a town's log somebody reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// All of them: the town's staff.
    All,
    /// Those with one partner: its members.
    With(PartnerId),
}

/// How much of a town's log somebody reads; `None` is nothing, not even that there is one.
pub fn reach(viewer: &Viewer, town: MunicipalityCode) -> Option<Reach> {
    match (viewer.town(), viewer.partner()) {
        (Some(own), _) if own == town => Some(Reach::All),
        (_, Some(partner)) => Some(Reach::With(partner)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Hat, Id};

    #[test]
    fn staff_read_their_towns_log_and_partners_the_lines_about_themselves() {
        let (town, other): (MunicipalityCode, MunicipalityCode) =
            ("180009".parse().unwrap(), "182079".parse().unwrap());
        let person = Id::from_uuid(Uuid::from_u128(1));
        let partner = Id::from_uuid(Uuid::from_u128(2));
        let staff = Viewer::wearing(
            person,
            Hat::Staff {
                town,
                seat: Id::from_uuid(Uuid::from_u128(3)),
                department: Id::from_uuid(Uuid::from_u128(4)),
                admin: false,
            },
        );
        let member = Viewer::wearing(
            person,
            Hat::Member {
                partner,
                seat: Id::from_uuid(Uuid::from_u128(5)),
                admin: false,
            },
        );
        assert_eq!(reach(&staff, town), Some(Reach::All));
        assert_eq!(reach(&staff, other), None);
        assert_eq!(reach(&member, town), Some(Reach::With(partner)));
        assert_eq!(reach(&Viewer::ANYONE, town), None);
    }
}
