//! パートナー団体: the organisations beside the towns, and how people come to belong.

use crate::coded::coded;

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
