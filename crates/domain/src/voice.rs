//! 肉声: a person's own words, with what they consented to.

use crate::{audience::Audience, coded::coded};

coded! {
    /// Who spoke, as much as is told.
    pub enum Speaker {
        /// 住民.
        Resident = "resident",
        /// 事業者.
        Business = "business",
        /// 児童・生徒・学生.
        Student = "student",
        /// 訪れた人.
        Visitor = "visitor",
        /// 役場の職員.
        Staff = "staff",
        /// その他.
        Other = "other",
    }
}

coded! {
    /// What the speaker agreed to.
    pub enum Consent {
        /// 記録のみ: stays with the people of the dialogue.
        Record = "record",
        /// 関わる人まで: the circle may read it.
        Circle = "circle",
        /// 公開してよい, after the town's moderation.
        Public = "public",
    }
}

impl Consent {
    /// The widest audience this consent allows.
    pub const fn widest(self) -> Audience {
        match self {
            Self::Record => Audience::Participants,
            Self::Circle => Audience::Circle,
            Self::Public => Audience::Public,
        }
    }

    /// The audience a voice starts with. Even a public consent waits for the town's moderation before it goes further.
    pub const fn at_first(self) -> Audience {
        match self {
            Self::Record => Audience::Participants,
            Self::Circle | Self::Public => Audience::Circle,
        }
    }
}
