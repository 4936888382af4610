//! 名刺: what somebody shows of themselves under one seat. It ends with the seat.

use crate::{
    audience::{Reach, Scope},
    coded::coded,
    day::Day,
    id::SeatId,
    moment::Moment,
    viewer::Viewer,
};

coded! {
    /// Who may see a card.
    pub enum Visibility {
        /// Its owner alone.
        Off = "off",
        /// Signed-in members of towns and partners who have its address.
        Network = "network",
        /// Everyone who has its address.
        Link = "link",
    }
}

/// How much of a card somebody sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// Not that it exists.
    Nothing,
    /// That whoever had it has moved on, and where to ask instead. Nothing about the person.
    MovedOn,
    /// All its owner put on it.
    All,
}

/// From when to when a seat is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// The first day.
    pub begins: Day,
    /// The last day, if it is known.
    pub ends: Option<Day>,
}

impl Term {
    /// Whether it is held on a day.
    pub fn holds(&self, day: Day) -> bool {
        self.begins <= day && self.ends.is_none_or(|ends| day <= ends)
    }

    /// Whether its last day has passed.
    pub fn is_over(&self, day: Day) -> bool {
        self.ends.is_some_and(|ends| ends < day)
    }
}

/// What a viewer sees of the card of a seat on a day.
pub fn face(viewer: &Viewer, owner: SeatId, visibility: Visibility, term: Term, today: Day) -> Face {
    let mine = viewer.seat() == Some(owner);
    let shown = match visibility {
        Visibility::Off => false,
        Visibility::Network => Scope::of(viewer).reach == Reach::Inside,
        Visibility::Link => true,
    };
    if !mine && !shown {
        Face::Nothing
    } else if term.is_over(today) {
        Face::MovedOn
    } else if term.holds(today) {
        Face::All
    } else {
        Face::Nothing
    }
}

/// The part of a card's address nobody can guess: 128 random bits as 26 signs of Crockford's alphabet in small letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token(String);

const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

impl Token {
    /// Draws a new one; every code printed with the one before leads nowhere from then on.
    pub fn draw(moment: &Moment) -> Self {
        let bytes = moment.bytes::<16>();
        let bits = u128::from_be_bytes(bytes);
        let signs = (0..LENGTH).rev().map(|place| {
            // Five bits are an index below 32.
            let index = usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0);
            char::from(SIGNS.get(index).copied().unwrap_or(b'0'))
        });
        Self(signs.collect())
    }

    /// As it stands in the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Token {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let ours = text.len() == LENGTH && text.bytes().all(|byte| SIGNS.contains(&byte));
        ours.then(|| Self(text.to_owned())).ok_or(())
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::{Coded, Entropy, Hat, Id, MunicipalityCode, Timestamp};

    fn id<K>(number: u128) -> Id<K> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn a_card_ends_with_its_seat_and_is_shown_as_far_as_its_owner_chose() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let viewers = [
            Viewer::wearing(
                id(7),
                Hat::Staff {
                    town,
                    seat: id(1),
                    department: id(9),
                    admin: false,
                },
            ),
            Viewer::wearing(
                id(7),
                Hat::Member {
                    partner: id(8),
                    seat: id(2),
                    admin: false,
                },
            ),
            Viewer::wearing(id(7), Hat::Professional { seat: id(3) }),
            Viewer::wearing(id(7), Hat::Operator),
            Viewer::ANYONE,
        ];
        let term = Term {
            begins: day("2025-04-01"),
            ends: Some(day("2026-03-31")),
        };
        for viewer in viewers {
            let mine = viewer.seat() == Some(id(1));
            let inside = viewer.side().is_some();
            for visibility in Visibility::ALL {
                let seen = |on: &str| face(&viewer, id(1), *visibility, term, day(on));
                let shown = mine
                    || match visibility {
                        Visibility::Off => false,
                        Visibility::Network => inside,
                        Visibility::Link => true,
                    };
                let expected = |face| if shown { face } else { Face::Nothing };
                assert_eq!(seen("2025-03-31"), Face::Nothing);
                assert_eq!(seen("2025-04-01"), expected(Face::All));
                assert_eq!(seen("2026-03-31"), expected(Face::All));
                assert_eq!(seen("2026-04-01"), expected(Face::MovedOn));
            }
        }
    }

    struct Same(u8);
    impl Entropy for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn a_token_is_read_as_it_was_drawn() {
        let draw = |byte| Token::draw(&Moment::new(Timestamp(0), Arc::new(Same(byte))));
        assert_eq!(draw(0).as_str(), "00000000000000000000000000");
        assert_eq!(draw(255).as_str(), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert_ne!(draw(1), draw(2));
        assert_eq!(draw(7).as_str().parse(), Ok(draw(7)));
        for broken in [
            "",
            "0",
            "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "0000000000000000000000000o",
            "../../../../../../../../../",
        ] {
            assert_eq!(broken.parse::<Token>(), Err(()), "{broken}");
        }
    }
}
