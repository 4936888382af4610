//! 気軽に相談: somebody asks for advice in a few lines. A consultation is a dialogue of its own kind, so it has messages,
//! drafts and an audience like every other; nobody has to answer, it has no deadline and is never open or closed.

use crate::{
    audience::Audience,
    coded::coded,
    dialogue::{Kind, Participant, may_change},
    viewer::{Hat, Viewer},
};

coded! {
    /// だれに: who is asked.
    pub enum To {
        /// Certain people one knows.
        People = "people",
        /// A partner: whoever of its members answers. Their names are not shown before they do.
        Partner = "partner",
        /// The circle of a challenge.
        Circle = "circle",
        /// The staff of a town.
        Town = "town",
        /// どなたか: anybody in the network.
        Network = "network",
    }
}

/// How many days a consultation stands in 今日 of those asked; then it is quiet, and still there to be answered.
pub const FRESH: i64 = 14;

impl To {
    /// To whom the record is open then.
    pub const fn audience(self) -> Audience {
        match self {
            Self::People | Self::Partner => Audience::Participants,
            Self::Circle => Audience::Circle,
            Self::Town => Audience::Town,
            Self::Network => Audience::Network,
        }
    }
}

/// Whether a viewer may ask these: everybody with a seat. A professional asks people, a partner or a town, whom their
/// name reaches by their own hand, and not the whole network: their name is nobody else's to see.
pub fn may_ask(viewer: &Viewer, to: To) -> bool {
    match viewer.hat {
        Some(Hat::Staff { .. } | Hat::Member { .. }) => true,
        Some(Hat::Professional { .. }) => to != To::Network,
        Some(Hat::Operator) | None => false,
    }
}

/// Whether a viewer who reads a dialogue in full may write in it: who takes part, and in a consultation every reader
/// with a seat. Whoever answers takes part from then on.
pub fn may_answer(viewer: &Viewer, kind: Kind, participants: &[Participant]) -> bool {
    let may_join = kind == Kind::Consultation && viewer.seat().is_some();
    may_join || may_change(viewer, participants)
}

/// Whether a viewer asked it, and so may word it anew and say thank you.
pub fn asked(viewer: &Viewer, kind: Kind, participants: &[Participant]) -> bool {
    let asker = participants.first().and_then(|one| one.account);
    kind == Kind::Consultation && asker.is_some_and(|(_, seat)| viewer.seat() == Some(seat))
}

/// Whether a viewer may write the record of a dialogue anew: of a consultation its asker, else whoever took part.
pub fn may_write(viewer: &Viewer, kind: Kind, participants: &[Participant]) -> bool {
    match kind {
        Kind::Consultation => asked(viewer, kind, participants),
        _ => may_change(viewer, participants),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        Coded, Id, MunicipalityCode,
        audience::{Scope, Sight, Standing},
        dialogue::Presence,
    };

    fn id<K>(number: u128) -> Id<K> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn there(seat: u128) -> Participant {
        Participant {
            name: "港 花子".into(),
            presence: Presence::Partner,
            account: Some((id(seat), id(seat))),
            confirmed: true,
        }
    }

    fn hats() -> [Hat; 4] {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        [
            Hat::Staff {
                town,
                seat: id(1),
                department: id(9),
                admin: false,
            },
            Hat::Member {
                partner: id(8),
                seat: id(2),
                admin: false,
            },
            Hat::Professional { seat: id(3) },
            Hat::Operator,
        ]
    }

    #[test]
    fn everybody_with_a_seat_asks_and_whoever_may_read_it_answers() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        for hat in hats() {
            let viewer = Viewer::wearing(id(7), hat);
            for to in To::ALL {
                assert_eq!(
                    may_ask(&viewer, *to),
                    hat.seat().is_some() && !(hat == hats()[2] && *to == To::Network)
                );
                assert!(!may_ask(&Viewer::ANYONE, *to));
                // Whoever was asked by name or as one of many reads it, so they can answer.
                let participants = [there(2)];
                let seats = [id(2)];
                let standing = Standing {
                    audience: to.audience(),
                    town,
                    participants: &seats,
                    circle: &[],
                };
                let reads = Scope::of(&viewer).sight(&standing) == Sight::Full;
                if reads && viewer.seat().is_some() {
                    assert!(
                        may_answer(&viewer, Kind::Consultation, &participants),
                        "{hat:?} {to:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn only_who_asked_words_it_anew() {
        let [staff, member, ..] = hats().map(|hat| Viewer::wearing(id(7), hat));
        let both = [there(2), there(1)];
        assert!(asked(&member, Kind::Consultation, &both) && !asked(&staff, Kind::Consultation, &both));
        assert!(may_write(&staff, Kind::Meeting, &both) && !may_write(&staff, Kind::Consultation, &both));
        assert!(!asked(&member, Kind::Meeting, &both) && !asked(&member, Kind::Consultation, &[]));
        assert!(!may_answer(&staff, Kind::Meeting, &[there(2)]));
    }
}
