//! 型: the minimal solution, in parts; what a part says of itself; who keeps a package and what may become one.

use crate::{
    audience::Audience,
    coded::coded,
    id::{PartId, PartnerId},
    municipality::MunicipalityCode,
    viewer::Viewer,
};

/// The most parts a package (or an adaptation) can have.
pub const MOST_PARTS: usize = 12;

/// The most yen a part can cost.
pub const MOST_YEN: i64 = 100_000_000_000;

/// Whether this many yen can be a sum somebody names.
pub fn is_sum(yen: i64) -> bool {
    (0..=MOST_YEN).contains(&yen)
}

/// What a part costs, in yen, from … to …; `0` to `0` is free of charge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
}

impl Cost {
    /// A range as typed: one end alone is both. `None` where it is no range.
    pub fn of(low: Option<i64>, high: Option<i64>) -> Option<Self> {
        let (low, high) = (low.or(high)?, high.or(low)?);
        ((0..=MOST_YEN).contains(&low) && (low..=MOST_YEN).contains(&high)).then_some(Self { low, high })
    }
}

coded! {
    /// Who pays for a part.
    pub enum Payer {
        /// 公費: any of it from the town's budget, grants to the town included.
        Public = "public",
        /// パートナーの負担: pro bono, or at the partner's own cost.
        Partner = "partner",
        /// 使う人の負担.
        Users = "users",
        /// 町の予算を通らない助成・寄付.
        Gift = "gift",
    }
}

/// What a part says beside its text. Everything may be left open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terms {
    /// Who does it.
    pub who: String,
    /// What it costs; `None` where nothing is said about it.
    pub cost: Option<Cost>,
    /// Who pays it; in a package what is expected, in an adaptation how it is.
    pub payer: Option<Payer>,
    /// How long it takes.
    pub duration: String,
    /// What must be there first.
    pub preconditions: String,
    /// What went wrong before.
    pub pitfalls: String,
}

/// All a part says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Content {
    /// The title.
    pub title: String,
    /// What it is, and the least that is enough.
    pub body: String,
    /// The rest.
    pub terms: Terms,
}

/// A part of a package in one of its versions. The id is the same in every version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The id.
    pub id: PartId,
    /// What it says.
    pub content: Content,
}

/// Whether a viewer keeps a package: staff of its town, members of its partner.
pub fn keeps(viewer: &Viewer, town: Option<MunicipalityCode>, partner: Option<PartnerId>) -> bool {
    (town.is_some() && town == viewer.town()) || (partner.is_some() && partner == viewer.partner())
}

/// Why an adaptation cannot become a package, or not for everybody.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unopened {
    /// A package is written under the hat of a town or a partner, by somebody of the circle.
    #[error("not theirs to write")]
    NotTheirs,
    /// What both hands have not opened is the circle's alone.
    #[error("both hands have not opened the adaptation so far")]
    BothHandsFirst,
}

/// Whether a revision open to `opened` may become a package open to `wanted`: a package opens no text further than
/// both hands did.
pub fn may_become(
    viewer: &Viewer,
    in_circle: bool,
    opened: Audience,
    wanted: Audience,
) -> Result<(), Unopened> {
    if !in_circle || viewer.side().is_none() {
        return Err(Unopened::NotTheirs);
    }
    if opened < Audience::Network || opened < wanted {
        return Err(Unopened::BothHandsFirst);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_a_range_or_nothing() {
        assert_eq!(Cost::of(None, None), None);
        assert_eq!(Cost::of(Some(3), None), Some(Cost { low: 3, high: 3 }));
        assert_eq!(Cost::of(Some(0), Some(0)), Some(Cost { low: 0, high: 0 }));
        assert_eq!(Cost::of(Some(3), Some(2)), None);
        assert_eq!(Cost::of(Some(-1), Some(2)), None);
        assert_eq!(Cost::of(Some(1), Some(MOST_YEN + 1)), None);
    }

    #[test]
    fn what_is_not_open_becomes_no_package() {
        let anyone = Viewer::ANYONE;
        let refused = may_become(&anyone, true, Audience::Public, Audience::Public);
        assert_eq!(refused, Err(Unopened::NotTheirs));
    }
}
