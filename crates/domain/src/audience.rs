//! Who sees what: the audience table, decided here and nowhere else.
//!
//! The store implements [`Scope::sight`] once as an SQL predicate; a test compares the two.

use crate::{
    coded::coded,
    id::SeatId,
    municipality::MunicipalityCode,
    viewer::{Hat, Viewer},
};

coded! {
    /// To whom a record is open, from the fewest to all.
    pub enum Audience {
        /// The people named in it.
        Participants = "participants",
        /// And the staff of its town.
        Town = "town",
        /// The people around its challenge, on both sides.
        Circle = "circle",
        /// Signed-in members of towns and partners; professionals see a summary.
        Network = "network",
        /// Everyone.
        Public = "public",
    }
}

coded! {
    /// How much of the network's records somebody reaches.
    pub enum Reach {
        /// Only what is public.
        Outside = "outside",
        /// Summaries of network records.
        Summaries = "summaries",
        /// Network records.
        Inside = "inside",
    }
}

/// How much of one record somebody sees.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sight {
    /// Not even that it exists.
    Nothing,
    /// Title and purpose.
    Summary,
    /// All of it.
    Full,
}

/// Where a record stands: what decides who sees it.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// Its audience.
    pub audience: Audience,
    /// Its town.
    pub town: MunicipalityCode,
    /// The seats of the people named in it.
    pub participants: &'a [SeatId],
    /// The seats in the circle of its challenge.
    pub circle: &'a [SeatId],
}

/// What a viewer brings to the question, reduced to the four things that matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scope {
    /// The town whose staff they are.
    pub town: Option<MunicipalityCode>,
    /// The seat they sit on.
    pub seat: Option<SeatId>,
    /// How far into the network they see.
    pub reach: Reach,
}

impl Scope {
    /// The scope of a viewer under the hat they wear.
    pub fn of(viewer: &Viewer) -> Self {
        let reach = match viewer.hat {
            Some(Hat::Staff { .. } | Hat::Member { .. }) => Reach::Inside,
            Some(Hat::Professional { .. }) => Reach::Summaries,
            // Operators keep the house; they do not read its letters.
            Some(Hat::Operator) | None => Reach::Outside,
        };
        Self {
            town: viewer.town(),
            seat: viewer.seat(),
            reach,
        }
    }

    /// How much of a record in this standing is seen.
    pub fn sight(&self, standing: &Standing<'_>) -> Sight {
        let sits = |seats: &[SeatId]| self.seat.is_some_and(|seat| seats.contains(&seat));
        if sits(standing.participants) {
            return Sight::Full;
        }
        let in_circle = sits(standing.circle);
        match standing.audience {
            Audience::Public => Sight::Full,
            Audience::Network if in_circle || self.reach == Reach::Inside => Sight::Full,
            Audience::Network if self.reach == Reach::Summaries => Sight::Summary,
            Audience::Circle if in_circle => Sight::Full,
            Audience::Town if self.town == Some(standing.town) => Sight::Full,
            _ => Sight::Nothing,
        }
    }
}
