//! つなぐ: "I know who can help". Somebody introduces two people to each other; both are asked first, each for themselves.
//! Nobody's name or address goes to the other before both wished to talk. What nobody answers lapses quietly.

use crate::{
    coded::coded,
    id::{PersonId, SeatId},
    moment::Timestamp,
};

coded! {
    /// What somebody asked answers. This is joining, not an adaptation, so it has an outcome.
    pub enum Wish {
        /// 話してみたい.
        Talk = "talk",
        /// いまは見送る.
        Later = "later",
    }
}

/// How long somebody may take to answer: 60 days in microseconds.
pub const LASTS: i64 = 60 * Timestamp::DAY;

/// Which of the three somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Who introduces.
    Introducer,
    /// The first of the two.
    First,
    /// The second of the two.
    Second,
}

/// Where an introduction stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Somebody has not answered yet.
    Asked,
    /// Both wish to talk.
    Met,
    /// One would rather not now.
    LetBe,
    /// The introducer took it back.
    Withdrawn,
    /// Nobody answered in time.
    Lapsed,
}

/// Why not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nobody introduces themselves.
    Oneself,
    /// The two are one person.
    Same,
    /// Not for this person to do.
    NotYours,
    /// It stands where this cannot be done any more.
    NotNow,
}

/// What was answered so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Course {
    /// When both were asked.
    pub asked_at: Timestamp,
    /// What the first answered.
    pub first: Option<Wish>,
    /// What the second answered.
    pub second: Option<Wish>,
    /// Whether the introducer took it back.
    pub withdrawn: bool,
}

impl Course {
    /// Just asked.
    pub const fn begin(now: Timestamp) -> Self {
        Self {
            asked_at: now,
            first: None,
            second: None,
            withdrawn: false,
        }
    }

    /// Where it stands. What both wished for stays, whatever time passes.
    pub fn standing(&self, now: Timestamp) -> Standing {
        let late = now > self.asked_at.plus(LASTS);
        match (self.first, self.second) {
            (Some(Wish::Talk), Some(Wish::Talk)) => Standing::Met,
            _ if self.withdrawn => Standing::Withdrawn,
            (Some(Wish::Later), _) | (_, Some(Wish::Later)) => Standing::LetBe,
            _ if late => Standing::Lapsed,
            _ => Standing::Asked,
        }
    }

    /// The course after an answer. Who passed on it may still change their mind while it lasts.
    ///
    /// # Errors
    /// When it is not theirs to answer, or over.
    pub fn answer(self, part: Part, wish: Wish, now: Timestamp) -> Result<Self, Fault> {
        let late = now > self.asked_at.plus(LASTS);
        let over = self.standing(now) == Standing::Met || self.withdrawn || late;
        match part {
            Part::Introducer => Err(Fault::NotYours),
            _ if over => Err(Fault::NotNow),
            Part::First => Ok(Self {
                first: Some(wish),
                ..self
            }),
            Part::Second => Ok(Self {
                second: Some(wish),
                ..self
            }),
        }
    }

    /// The course after its introducer took it back.
    ///
    /// # Errors
    /// When it is somebody else's, or the two have met.
    pub fn withdraw(self, part: Part, now: Timestamp) -> Result<Self, Fault> {
        match (part, self.standing(now)) {
            (Part::First | Part::Second, _) => Err(Fault::NotYours),
            (_, Standing::Met | Standing::Withdrawn) => Err(Fault::NotNow),
            _ => Ok(Self {
                withdrawn: true,
                ..self
            }),
        }
    }

    /// What one of the three may know.
    pub fn sight(&self, part: Part, now: Timestamp) -> Sight {
        let met = self.standing(now) == Standing::Met;
        let introducer = part == Part::Introducer;
        Sight {
            name_of_first: met || introducer || part == Part::First,
            name_of_second: met || introducer || part == Part::Second,
            answer_of_first: met || introducer || part == Part::First,
            answer_of_second: met || introducer || part == Part::Second,
            contact: met,
        }
    }
}

/// What somebody may know of an introduction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is told or not"
)]
pub struct Sight {
    /// The first's name.
    pub name_of_first: bool,
    /// The second's name.
    pub name_of_second: bool,
    /// What the first answered, with their words.
    pub answer_of_first: bool,
    /// What the second answered, with their words.
    pub answer_of_second: bool,
    /// Whatever the two put on their cards, and the dialogue that was opened.
    pub contact: bool,
}

/// Which of the three somebody is; `None` for everybody else.
pub fn part(seat: Option<SeatId>, introducer: SeatId, first: SeatId, second: SeatId) -> Option<Part> {
    match seat {
        Some(seat) if seat == introducer => Some(Part::Introducer),
        Some(seat) if seat == first => Some(Part::First),
        Some(seat) if seat == second => Some(Part::Second),
        _ => None,
    }
}

/// Whether a text tells who somebody is: the whole name, with or without its space, or a family name of two signs or
/// more. A single sign such as 森 stands in other words too.
pub fn tells_name(text: &str, name: &str) -> bool {
    let squeezed = |text: &str| -> String { text.chars().filter(|one| !one.is_whitespace()).collect() };
    let (text, whole) = (squeezed(text), squeezed(name));
    let family = name.split_whitespace().next().unwrap_or_default();
    let tells = |part: &str| part.chars().count() >= 2 && text.contains(part);
    tells(&whole) || tells(family)
}

/// Whether somebody may introduce two people. People are compared, not seats: another hat is not another person.
///
/// # Errors
/// When one of them is the introducer, or both are the same.
pub fn may_introduce(introducer: PersonId, first: PersonId, second: PersonId) -> Result<(), Fault> {
    if first == second {
        Err(Fault::Same)
    } else if introducer == first || introducer == second {
        Err(Fault::Oneself)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{Coded, Id};

    #[derive(Clone, Copy, Debug)]
    enum Act {
        Answer(Part, Wish),
        Withdraw(Part),
        Pass(i64),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let part = proptest::sample::select(vec![Part::Introducer, Part::First, Part::Second]);
        let wish = proptest::sample::select(Wish::ALL);
        let act = prop_oneof![
            6 => (part.clone(), wish).prop_map(|(part, wish)| Act::Answer(part, wish)),
            1 => part.prop_map(Act::Withdraw),
            1 => (1..70_i64).prop_map(|days| Act::Pass(days * Timestamp::DAY)),
        ];
        proptest::collection::vec(act, 0..12)
    }

    proptest! {
        #[test]
        fn nobody_is_told_before_both_wished_to_talk(acts in acts()) {
            let mut now = Timestamp(0);
            let mut course = Course::begin(now);
            for act in acts {
                let before = course;
                let stood = before.standing(now);
                match act {
                    Act::Pass(time) => now = now.plus(time),
                    Act::Answer(part, wish) => {
                        if let Ok(after) = course.answer(part, wish, now) {
                            prop_assert!(part != Part::Introducer);
                            prop_assert!(!matches!(stood, Standing::Met | Standing::Withdrawn | Standing::Lapsed));
                            // Nobody answers for another.
                            prop_assert!(part == Part::First || after.first == before.first);
                            prop_assert!(part == Part::Second || after.second == before.second);
                            course = after;
                        }
                    }
                    Act::Withdraw(part) => {
                        if let Ok(after) = course.withdraw(part, now) {
                            prop_assert_eq!(part, Part::Introducer);
                            prop_assert_eq!(after.standing(now), Standing::Withdrawn);
                            course = after;
                        }
                    }
                }
                if stood == Standing::Met {
                    prop_assert_eq!(course.standing(now), Standing::Met, "what both wished for stays");
                }
                let met = course.standing(now) == Standing::Met;
                prop_assert_eq!(met, course.first == Some(Wish::Talk) && course.second == Some(Wish::Talk));
                for part in [Part::Introducer, Part::First, Part::Second] {
                    let sight = course.sight(part, now);
                    prop_assert_eq!(sight.contact, met);
                    prop_assert!(met || part == Part::Introducer || part == Part::First || !sight.name_of_first);
                    prop_assert!(met || part == Part::Introducer || part == Part::Second || !sight.name_of_second);
                    prop_assert!(met || part != Part::First || !sight.answer_of_second);
                    prop_assert!(met || part != Part::Second || !sight.answer_of_first);
                }
            }
        }
    }

    #[test]
    fn nobody_introduces_themselves_nor_one_to_the_same() {
        let id = |number| -> PersonId { Id::from_uuid(Uuid::from_u128(number)) };
        assert_eq!(may_introduce(id(1), id(2), id(3)), Ok(()));
        assert_eq!(may_introduce(id(1), id(1), id(3)), Err(Fault::Oneself));
        assert_eq!(may_introduce(id(1), id(2), id(1)), Err(Fault::Oneself));
        assert_eq!(may_introduce(id(1), id(2), id(2)), Err(Fault::Same));
        assert_eq!(may_introduce(id(1), id(1), id(1)), Err(Fault::Same));
    }

    #[test]
    fn a_name_is_found_in_a_text() {
        assert!(tells_name("港の 浜口千夏さんが", "浜口 千夏") && tells_name("浜口さんが", "浜口　千夏"));
        assert!(tells_name("ask Shio  Arai", "Shio Arai"));
        assert!(!tells_name("森の仕事を長く", "森 あかり") && tells_name("森あかりさん", "森 あかり"));
        assert!(!tells_name("", "浜口 千夏") && !tells_name("港の方", ""));
    }

    #[test]
    fn it_lapses_quietly_and_a_mind_may_change_before() {
        let now = Timestamp(0);
        let course = Course::begin(now);
        let later = course.answer(Part::First, Wish::Later, now).unwrap();
        assert_eq!(later.standing(now), Standing::LetBe);
        let again = later.answer(Part::First, Wish::Talk, now).unwrap();
        assert_eq!(again.standing(now), Standing::Asked);
        let late = now.plus(LASTS + 1);
        assert_eq!(again.standing(late), Standing::Lapsed);
        assert_eq!(again.answer(Part::Second, Wish::Talk, late), Err(Fault::NotNow));
        assert_eq!(later.answer(Part::First, Wish::Talk, late), Err(Fault::NotNow));
    }
}
