//! Voices left with a town: by residents without an account, or typed in by its staff from paper and telephone. The
//! town's staff looks at each by published criteria; what is not opened has a reason, and somebody else looks again.

use crate::{
    audience::Audience, coded::coded, id::PersonId, municipality::MunicipalityCode, viewer::Viewer,
    voice::Consent,
};

coded! {
    /// How a voice came.
    pub enum Channel {
        /// Heard in a dialogue.
        Dialogue = "dialogue",
        /// Left on the town's page.
        Web = "web",
        /// 紙: a card or a letter.
        Paper = "paper",
        /// 電話.
        Telephone = "telephone",
        /// 窓口.
        Counter = "counter",
    }
}

impl Channel {
    /// What staff type in for others.
    pub const BY_STAFF: [Self; 3] = [Self::Paper, Self::Telephone, Self::Counter];
}

coded! {
    /// How much of its author is told beside a voice.
    pub enum Anonymity {
        /// Nothing.
        Hidden = "hidden",
        /// Age and district.
        Described = "described",
        /// The name they gave.
        Named = "named",
    }
}

coded! {
    /// Where the town's look at a voice stands.
    pub enum Standing {
        /// Heard in a dialogue: nothing waits.
        Heard = "heard",
        /// Nobody of the town has looked at it yet.
        Waiting = "waiting",
        /// One would not open it; somebody else looks again.
        Second = "second",
        /// Open as far as its author agreed.
        Opened = "opened",
        /// Two looked; it stays with the town's staff.
        Kept = "kept",
        /// Its author took it back.
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// What a look at a voice comes to.
    pub enum Outcome {
        /// It may go as far as its author agreed.
        Open = "open",
        /// It stays with the town's staff.
        Keep = "keep",
    }
}

coded! {
    /// The published criteria: why a voice stays with the town's staff.
    pub enum Criterion {
        /// It tells who somebody is.
        Person = "person",
        /// It hurts or discriminates.
        Harm = "harm",
        /// It is against the law or somebody's rights.
        Unlawful = "unlawful",
        /// It advertises, or canvasses in an election.
        Trade = "trade",
        /// It is not about living in the town.
        Unrelated = "unrelated",
        /// Its author's consent is not certain.
        Consent = "consent",
    }
}

/// Why a look cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing waits to be looked at in this way.
    NotNow,
    /// The second look is somebody else's.
    SameEyes,
}

impl Standing {
    /// Where it stands after a look by `eyes`; `before` had the last look.
    ///
    /// # Errors
    /// When it does not wait for this, or for somebody else's eyes.
    pub fn after(self, outcome: Outcome, eyes: PersonId, before: Option<PersonId>) -> Result<Self, Fault> {
        if self == Self::Second && before == Some(eyes) {
            return Err(Fault::SameEyes);
        }
        match (self, outcome) {
            (Self::Waiting | Self::Second | Self::Kept, Outcome::Open) => Ok(Self::Opened),
            // What was open closes at once, and somebody else looks whether that is right.
            (Self::Waiting | Self::Opened, Outcome::Keep) => Ok(Self::Second),
            (Self::Second, Outcome::Keep) => Ok(Self::Kept),
            _ => Err(Fault::NotNow),
        }
    }

    /// Who hears it then. A voice for the people of a circle stays with the town's staff until it belongs to one.
    pub const fn audience(self, consent: Consent, in_circle: bool) -> Audience {
        match (self, consent, in_circle) {
            (Self::Withdrawn, ..) => Audience::Participants,
            (Self::Opened, Consent::Public, _) => Audience::Public,
            (Self::Opened, Consent::Circle, true) => Audience::Circle,
            _ => Audience::Town,
        }
    }

    /// Whether its author may still take it back.
    pub fn is_withdrawable(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Heard)
    }
}

/// Whether the viewer looks at the voices left with a town: its staff, nobody else.
pub fn may_review(viewer: &Viewer, town: MunicipalityCode) -> bool {
    viewer.town() == Some(town)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Coded, Id};

    fn person(number: u128) -> PersonId {
        Id::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn whatever_is_kept_back_was_looked_at_by_two() {
        let (one, other) = (person(1), person(2));
        let first = Standing::Waiting.after(Outcome::Keep, one, None).unwrap();
        assert_eq!(first, Standing::Second);
        assert_eq!(first.after(Outcome::Keep, one, Some(one)), Err(Fault::SameEyes));
        assert_eq!(first.after(Outcome::Open, one, Some(one)), Err(Fault::SameEyes));
        assert_eq!(first.after(Outcome::Keep, other, Some(one)), Ok(Standing::Kept));
        assert_eq!(first.after(Outcome::Open, other, Some(one)), Ok(Standing::Opened));
        for standing in Standing::ALL {
            for outcome in Outcome::ALL {
                let kept = standing.after(*outcome, other, Some(one)) == Ok(Standing::Kept);
                assert_eq!(
                    kept,
                    (*standing, *outcome) == (Standing::Second, Outcome::Keep),
                    "{standing:?}"
                );
            }
            for outcome in Outcome::ALL {
                assert!(Standing::Withdrawn.after(*outcome, one, None).is_err());
                assert!(Standing::Heard.after(*outcome, one, None).is_err());
            }
        }
    }

    #[test]
    fn nothing_leaves_the_town_before_it_is_opened_nor_goes_beyond_its_consent() {
        for standing in Standing::ALL {
            for consent in Consent::ALL {
                for in_circle in [false, true] {
                    let audience = standing.audience(*consent, in_circle);
                    if *standing != Standing::Opened {
                        assert!(audience <= Audience::Town, "{standing:?} {consent:?}");
                    }
                    assert!(audience <= consent.widest().max(Audience::Town));
                }
            }
        }
        assert_eq!(Standing::Opened.audience(Consent::Circle, false), Audience::Town);
        assert_eq!(Standing::Opened.audience(Consent::Circle, true), Audience::Circle);
    }
}
