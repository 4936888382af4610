//! 肉声: a person's own words, with what they consented to.

use crate::{audience::Audience, coded::coded, municipality::MunicipalityCode, viewer::Viewer};

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

/// Whether staff of the voice's town may give it this audience: never further than its consent, and no further back than
/// it began.
pub fn may_moderate(viewer: &Viewer, town: MunicipalityCode, consent: Consent, audience: Audience) -> bool {
    viewer.town() == Some(town) && (consent.at_first()..=consent.widest()).contains(&audience)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Id, viewer::Hat};

    #[test]
    fn only_the_town_opens_a_voice_and_never_beyond_its_consent() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let id = |number| Uuid::from_u128(number);
        let staff = Hat::Staff {
            town,
            seat: Id::from_uuid(id(1)),
            department: Id::from_uuid(id(2)),
            admin: false,
        };
        let member = Hat::Member {
            partner: Id::from_uuid(id(3)),
            seat: Id::from_uuid(id(4)),
            admin: true,
        };
        let viewer = |hat| Viewer::wearing(Id::from_uuid(id(5)), hat);
        let may = |hat, consent, audience| may_moderate(&viewer(hat), town, consent, audience);
        assert!(may(staff, Consent::Public, Audience::Public));
        assert!(
            !may(member, Consent::Public, Audience::Public),
            "partners have no say in it"
        );
        assert!(!may(staff, Consent::Circle, Audience::Public));
        assert!(!may(staff, Consent::Record, Audience::Circle));
        assert!(may(staff, Consent::Public, Audience::Circle));
        assert!(!may(staff, Consent::Public, Audience::Participants));
    }
}
