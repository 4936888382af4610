//! Who is looking, and under which hat.

use crate::{
    coded::coded,
    id::{DepartmentId, PartnerId, PersonId, SeatId},
    municipality::MunicipalityCode,
};

coded! {
    /// The two sides that co-own a challenge.
    pub enum Side {
        /// The town's staff.
        Town = "town",
        /// The partner's people.
        Partner = "partner",
    }
}

impl Side {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Town => Self::Partner,
            Self::Partner => Self::Town,
        }
    }
}

/// The capacity in which a person acts right now. Rights come from the hat, never from the person alone, and end with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hat {
    /// A post in a department of a town.
    Staff {
        /// The town.
        town: MunicipalityCode,
        /// The post.
        seat: SeatId,
        /// Its department.
        department: DepartmentId,
        /// Whether the post administers the town's people.
        admin: bool,
    },
    /// A membership of a partner.
    Member {
        /// The partner.
        partner: PartnerId,
        /// The membership.
        seat: SeatId,
        /// Whether it administers the partner's people.
        admin: bool,
    },
    /// Somebody with a main job elsewhere who offers skills.
    Professional {
        /// Their seat.
        seat: SeatId,
    },
    /// Who keeps the installation running. Sees no town's records.
    Operator,
}

impl Hat {
    /// The stored name of the hat: its kind and seat, e.g. `staff:0193…`.
    pub fn code(&self) -> String {
        match self {
            Self::Staff { seat, .. } => format!("staff:{seat}"),
            Self::Member { seat, .. } => format!("member:{seat}"),
            Self::Professional { seat } => format!("professional:{seat}"),
            Self::Operator => "operator".to_owned(),
        }
    }

    /// The seat this hat sits on; operators have none.
    pub const fn seat(&self) -> Option<SeatId> {
        match self {
            Self::Staff { seat, .. } | Self::Member { seat, .. } | Self::Professional { seat } => Some(*seat),
            Self::Operator => None,
        }
    }

    /// Which side of a challenge this hat can co-own.
    pub const fn side(&self) -> Option<Side> {
        match self {
            Self::Staff { .. } => Some(Side::Town),
            Self::Member { .. } => Some(Side::Partner),
            Self::Professional { .. } | Self::Operator => None,
        }
    }
}

/// Whoever asks for something: nobody known, or a person under at most one hat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Viewer {
    /// The signed-in person.
    pub person: Option<PersonId>,
    /// The hat they wear.
    pub hat: Option<Hat>,
}

impl Viewer {
    /// A visitor who is not signed in.
    pub const ANYONE: Self = Self {
        person: None,
        hat: None,
    };

    /// A person under a hat.
    pub const fn wearing(person: PersonId, hat: Hat) -> Self {
        Self {
            person: Some(person),
            hat: Some(hat),
        }
    }

    /// The seat of the hat worn.
    pub fn seat(&self) -> Option<SeatId> {
        self.hat.and_then(|hat| hat.seat())
    }

    /// The side of the hat worn.
    pub fn side(&self) -> Option<Side> {
        self.hat.and_then(|hat| hat.side())
    }

    /// The town whose post is worn.
    pub fn town(&self) -> Option<MunicipalityCode> {
        match self.hat {
            Some(Hat::Staff { town, .. }) => Some(town),
            _ => None,
        }
    }

    /// The partner whose membership is worn.
    pub fn partner(&self) -> Option<PartnerId> {
        match self.hat {
            Some(Hat::Member { partner, .. }) => Some(partner),
            _ => None,
        }
    }

    /// Whether the hat administers this town's people.
    pub fn administers_town(&self, of: MunicipalityCode) -> bool {
        matches!(self.hat, Some(Hat::Staff { town, admin: true, .. }) if town == of)
    }

    /// Whether the hat administers this partner's people.
    pub fn administers_partner(&self, of: PartnerId) -> bool {
        matches!(self.hat, Some(Hat::Member { partner, admin: true, .. }) if partner == of)
    }

    /// Whether the hat is the operator's.
    pub fn is_operator(&self) -> bool {
        matches!(self.hat, Some(Hat::Operator))
    }
}
