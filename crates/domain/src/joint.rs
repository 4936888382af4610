//! 広域: several towns on one challenge. One of them keeps it; each has its own context, its own people in the circle
//! and its own hand. They are never merged.
//!
//! Whoever holds a challenge together is a [`Party`]: each of its towns, and the partners' side. What needs "both hands"
//! needs the hand of every party ([`every_hand`]); `store::joint::parties` lists them.

use std::collections::BTreeSet;

use crate::{
    audience::Audience,
    coded::coded,
    dialogue::{self, Participant},
    municipality::MunicipalityCode,
    viewer::{Side, Viewer},
};

/// One of those who hold a challenge together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Party {
    /// A town: the one that keeps the challenge, or one that joined.
    Town(MunicipalityCode),
    /// The partners, whichever organisations they come from.
    Partners,
}

impl Party {
    /// Its side.
    pub const fn side(self) -> Side {
        match self {
            Self::Town(_) => Side::Town,
            Self::Partners => Side::Partner,
        }
    }

    /// Its town.
    pub const fn town(self) -> Option<MunicipalityCode> {
        match self {
            Self::Town(town) => Some(town),
            Self::Partners => None,
        }
    }

    /// The party of a side, `town` being the town of whoever stands on the town's side.
    pub const fn of(side: Side, town: MunicipalityCode) -> Self {
        match side {
            Side::Town => Self::Town(town),
            Side::Partner => Self::Partners,
        }
    }

    /// The party for which a viewer acts.
    pub fn acting(viewer: &Viewer) -> Option<Self> {
        match viewer.side()? {
            Side::Town => viewer.town().map(Self::Town),
            Side::Partner => Some(Self::Partners),
        }
    }

    /// The parties of a challenge kept by `keeper`, when the towns in `joined` take part too: what every hand is counted
    /// against.
    pub fn all(keeper: MunicipalityCode, joined: &[MunicipalityCode]) -> Vec<Self> {
        let others = joined.iter().filter(|town| **town != keeper);
        std::iter::once(&keeper)
            .chain(others)
            .map(|town| Self::Town(*town))
            .chain([Self::Partners])
            .collect()
    }
}

/// Whether the hands of these are every hand that is needed: one of each who hold a challenge together. Whatever needs
/// "both hands" asks this one function: signing a wording, opening a piece or a paragraph, settling a reflection. Hands of
/// others add nothing, and where nobody holds anything no hand is enough.
pub fn every_hand(hands: impl IntoIterator<Item = Party>, parties: &[Party]) -> bool {
    let hands: BTreeSet<Party> = hands.into_iter().collect();
    !parties.is_empty() && parties.iter().all(|party| hands.contains(party))
}

coded! {
    /// How a town came to a challenge of another.
    pub enum Way {
        /// Its staff offered to join.
        Offered = "offered",
        /// The circle asked it.
        Asked = "asked",
    }
}

coded! {
    /// Where a town stands beside a challenge of another.
    pub enum Standing {
        /// Its staff offered to join; the keeping town has not answered.
        Offered = "offered",
        /// The circle asked it; the town has not answered.
        Asked = "asked",
        /// It takes part.
        Joined = "joined",
        /// Not this time; the reason is kept. It may offer again, and be asked again.
        Apart = "apart",
        /// It took part and left; the reason is kept.
        Left = "left",
    }
}

/// Why a town cannot join now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// It is not this person's to do.
    #[error("not to be done under this hat")]
    NotTheirs,
    /// The town keeps the challenge, takes part already, or waits for an answer.
    #[error("the town is there already")]
    Already,
    /// What the circle alone reads is shown to no other town by asking it in.
    #[error("the challenge is open to its circle only")]
    CircleOnly,
    /// As with a first wording: a dialogue in which the town's own staff took part is the reason.
    #[error("the town's own staff took no part in this dialogue")]
    TownWasNotThere,
    /// Nothing waits to be answered.
    #[error("nothing waits for this")]
    NotNow,
}

/// Whether nothing stands in the way of a town that would come in: neither there nor waiting.
fn is_free(town: MunicipalityCode, keeper: MunicipalityCode, standing: Option<Standing>) -> bool {
    town != keeper && !matches!(standing, Some(Standing::Offered | Standing::Joined))
}

/// Whether the viewer's town may offer to join, or take up that it was asked: its staff, who read all of the challenge.
/// Answers the town.
pub fn may_offer(
    viewer: &Viewer,
    keeper: MunicipalityCode,
    reads_all: bool,
    standing: Option<Standing>,
) -> Result<MunicipalityCode, Refusal> {
    let town = viewer.town().filter(|_| reads_all).ok_or(Refusal::NotTheirs)?;
    if is_free(town, keeper, standing) {
        Ok(town)
    } else {
        Err(Refusal::Already)
    }
}

/// Where the town stands after its offer: one that was asked is in at once, since both sides have said so.
///
/// `reason` is the dialogue of that town which is the reason, with the people in it.
pub fn offer(standing: Option<Standing>, reason: &[Participant]) -> Result<Standing, Refusal> {
    if !dialogue::town_took_part(reason) {
        return Err(Refusal::TownWasNotThere);
    }
    Ok(if standing == Some(Standing::Asked) {
        Standing::Joined
    } else {
        Standing::Offered
    })
}

/// Whether the viewer may ask `town` in: a co-owner, once the challenge is open beyond its circle.
pub fn may_ask(
    owner: bool,
    keeper: MunicipalityCode,
    town: MunicipalityCode,
    audience: Audience,
    standing: Option<Standing>,
) -> Result<(), Refusal> {
    if !owner {
        return Err(Refusal::NotTheirs);
    }
    if audience < Audience::Network {
        return Err(Refusal::CircleOnly);
    }
    if is_free(town, keeper, standing) && standing != Some(Standing::Asked) {
        Ok(())
    } else {
        Err(Refusal::Already)
    }
}

/// Whether the viewer may welcome a town that offered, or tell it that this is not the time: a co-owner of the keeping
/// town.
pub fn may_answer(
    viewer: &Viewer,
    keeper: MunicipalityCode,
    owner: bool,
    standing: Standing,
) -> Result<(), Refusal> {
    if !owner || viewer.town() != Some(keeper) {
        return Err(Refusal::NotTheirs);
    }
    if standing == Standing::Offered {
        Ok(())
    } else {
        Err(Refusal::NotNow)
    }
}

/// Whether the viewer may take their own town out: one of its co-owners where it takes part, any of its staff where it
/// only waits.
pub fn may_leave(
    viewer: &Viewer,
    joining: MunicipalityCode,
    owner: bool,
    standing: Standing,
) -> Result<Standing, Refusal> {
    if viewer.town() != Some(joining) {
        return Err(Refusal::NotTheirs);
    }
    match standing {
        Standing::Joined if owner => Ok(Standing::Left),
        Standing::Joined => Err(Refusal::NotTheirs),
        Standing::Offered | Standing::Asked => Ok(Standing::Apart),
        Standing::Apart | Standing::Left => Err(Refusal::NotNow),
    }
}

/// Whose context the viewer may write: their own town's, where it holds the challenge and they sit in the circle.
pub fn may_tell(viewer: &Viewer, parties: &[Party], in_circle: bool) -> Option<MunicipalityCode> {
    let town = viewer.town().filter(|_| in_circle)?;
    parties.contains(&Party::Town(town)).then_some(town)
}

#[cfg(test)]
mod tests;
