//! パートナー団体: the organisations beside the towns, and how people come to belong.

use crate::{coded::coded, email::Email, id::SeatId};

coded! {
    /// What kind of organisation a partner is.
    pub enum Kind {
        /// 企業.
        Company = "company",
        /// `NPO`・一般社団法人など.
        Npo = "npo",
        /// 大学・研究機関.
        University = "university",
        /// 個人事業主.
        Sole = "sole",
        /// 任意団体.
        Group = "group",
    }
}

coded! {
    /// How a request to join was answered. Joining has outcomes, each with its reason.
    pub enum Answer {
        /// The person was admitted.
        Admitted = "admitted",
        /// The person was not admitted, for the reason given.
        Declined = "declined",
        /// The person took the request back.
        Withdrawn = "withdrawn",
    }
}

/// Whether an address may ask to join a town's staff: it lies on one of the town's registered domains.
pub fn may_ask_town(email: &Email, domains: &[String]) -> bool {
    domains.iter().any(|domain| email.is_on(domain))
}

/// Whether an organisation keeps somebody with its keys when this seat ends or gives them back. `admins` are the seats
/// that have them today.
pub fn keeps_its_keys(admins: &[SeatId], without: SeatId) -> bool {
    admins.iter().any(|seat| *seat != without)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    #[test]
    fn an_address_of_the_town_may_ask_and_no_other() {
        let email: Email = "shio@town.nagiura.example".parse().unwrap();
        assert!(may_ask_town(&email, &["town.nagiura.example".into()]));
        assert!(!may_ask_town(&email, &["nagiura.example".into()]));
        assert!(!may_ask_town(&email, &[]));
    }

    #[test]
    fn the_last_keys_stay() {
        let [one, other]: [SeatId; 2] = [1, 2].map(|number| Id::from_uuid(Uuid::from_u128(number)));
        assert!(!keeps_its_keys(&[one], one));
        assert!(keeps_its_keys(&[one, other], one));
        assert!(keeps_its_keys(&[one], other));
    }
}
