//! What a trial costs: who bears it, and how it stands beside what the adaptation's parts were thought to cost.

use crate::{
    coded::coded,
    package::{Cost, MOST_YEN},
};

coded! {
    /// Who bears a cost.
    pub enum Bearer {
        /// 町.
        Town = "town",
        /// パートナー.
        Partner = "partner",
        /// Others: grants, donations, the residents themselves.
        Other = "other",
    }
}

/// Whether this many yen can be a cost.
pub fn is_amount(yen: i64) -> bool {
    (1..=MOST_YEN).contains(&yen)
}

/// What was spent, by who bore it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spent {
    /// By the town, in yen.
    pub town: i64,
    /// By the partner.
    pub partner: i64,
    /// By others.
    pub other: i64,
}

impl Spent {
    /// Adds what somebody bore.
    #[must_use]
    pub fn and(mut self, bearer: Bearer, yen: i64) -> Self {
        let part = match bearer {
            Bearer::Town => &mut self.town,
            Bearer::Partner => &mut self.partner,
            Bearer::Other => &mut self.other,
        };
        *part = part.saturating_add(yen);
        self
    }

    /// What one of them bore.
    pub const fn by(&self, bearer: Bearer) -> i64 {
        match bearer {
            Bearer::Town => self.town,
            Bearer::Partner => self.partner,
            Bearer::Other => self.other,
        }
    }

    /// All of it.
    pub const fn total(&self) -> i64 {
        self.town.saturating_add(self.partner).saturating_add(self.other)
    }
}

/// How far what was spent lies from what it was thought to cost. It says so and judges nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    /// Nothing was said about costs.
    NoPlan,
    /// So many yen are left up to the most.
    Left(i64),
    /// So many yen more than the most.
    Over(i64),
}

/// What was spent beside the plan.
pub const fn beside(total: i64, plan: Option<Cost>) -> Beside {
    match plan {
        None => Beside::NoPlan,
        Some(plan) if total > plan.high => Beside::Over(total - plan.high),
        Some(plan) => Beside::Left(plan.high - total),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coded::Coded;

    #[test]
    fn beside_the_plan() {
        let plan = Cost::of(Some(80_000), Some(120_000));
        assert_eq!(beside(0, None), Beside::NoPlan);
        assert_eq!(beside(100_000, plan), Beside::Left(20_000));
        assert_eq!(beside(120_000, plan), Beside::Left(0));
        assert_eq!(beside(120_001, plan), Beside::Over(1));
        assert!(is_amount(1) && !is_amount(0) && !is_amount(-5) && !is_amount(MOST_YEN + 1));
    }

    proptest! {
        #[test]
        fn the_parts_make_the_whole(costs in proptest::collection::vec((0..3_usize, 1..=MOST_YEN), 0..50)) {
            let spent = costs.iter().fold(Spent::default(), |sum, (who, yen)| sum.and(Bearer::ALL[*who], *yen));
            prop_assert_eq!(spent.total(), costs.iter().map(|(_, yen)| yen).sum::<i64>());
            for (index, bearer) in Bearer::ALL.iter().enumerate() {
                let theirs: i64 = costs.iter().filter(|(who, _)| *who == index).map(|(_, yen)| yen).sum();
                prop_assert_eq!(spent.by(*bearer), theirs);
            }
        }
    }
}
