//! 次の一歩: the five answers to a revision of an adaptation. There is no sixth, and none of them is yes or no.

use crate::{
    coded::{Coded, coded},
    day::Day,
    phase::{OutOfPlace, Place, Step},
};

coded! {
    /// The five moves.
    pub enum Kind {
        /// もっと話す.
        TalkMore = "talk_more",
        /// ここを変える.
        Reshape = "reshape",
        /// 小さく試す.
        TrySmall = "try_small",
        /// この日にまた.
        WaitUntil = "wait_until",
        /// 手放す.
        LetGo = "let_go",
    }
}

/// A move with what it needs: a date to come back on, or what is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Move {
    /// Talk more, about this.
    TalkMore,
    /// Reshape, here.
    Reshape,
    /// Try small, in this way.
    TrySmall,
    /// Come back on a day.
    WaitUntil(Day),
    /// Let this version go; this is what we keep.
    LetGo {
        /// What is kept of it.
        keep: String,
    },
}

/// What is missing from a move.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Incomplete {
    /// Waiting needs a day.
    #[error("no day to come back on")]
    NoDay,
    /// The day to come back on lies after today.
    #[error("the day is not after today")]
    NotLater,
    /// Letting go says what we keep.
    #[error("nothing said about what we keep")]
    NothingKept,
}

impl Move {
    /// Puts a move together from its parts. Fields that the kind does not use are left aside.
    pub fn of(kind: Kind, until: Option<Day>, keep: &str, today: Day) -> Result<Self, Incomplete> {
        match kind {
            Kind::TalkMore => Ok(Self::TalkMore),
            Kind::Reshape => Ok(Self::Reshape),
            Kind::TrySmall => Ok(Self::TrySmall),
            Kind::WaitUntil => match until {
                None => Err(Incomplete::NoDay),
                Some(until) if until <= today => Err(Incomplete::NotLater),
                Some(until) => Ok(Self::WaitUntil(until)),
            },
            Kind::LetGo if keep.trim().is_empty() => Err(Incomplete::NothingKept),
            Kind::LetGo => Ok(Self::LetGo {
                keep: keep.to_owned(),
            }),
        }
    }

    /// Which of the five it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::TalkMore => Kind::TalkMore,
            Self::Reshape => Kind::Reshape,
            Self::TrySmall => Kind::TrySmall,
            Self::WaitUntil(_) => Kind::WaitUntil,
            Self::LetGo { .. } => Kind::LetGo,
        }
    }

    /// Where the challenge goes with this move. Only waiting moves it by itself: a trial begins when it is set up, and
    /// letting a version go leaves the challenge where it is.
    pub fn place(&self, place: Place) -> Result<Place, OutOfPlace> {
        match self {
            Self::WaitUntil(until) => place.after(Step::Rested(*until)),
            _ => Ok(place),
        }
    }
}

/// The codes of the five, for those who look for a sixth.
pub fn codes() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|kind| kind.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_moves_and_no_yes_or_no() {
        let codes: Vec<_> = codes().collect();
        assert_eq!(
            codes,
            ["talk_more", "reshape", "try_small", "wait_until", "let_go"]
        );
    }

    #[test]
    fn waiting_has_a_day_and_letting_go_keeps_something() {
        let today: Day = "2026-11-23".parse().unwrap();
        assert_eq!(Move::of(Kind::WaitUntil, None, "", today), Err(Incomplete::NoDay));
        assert_eq!(
            Move::of(Kind::WaitUntil, Some(today), "", today),
            Err(Incomplete::NotLater)
        );
        assert_eq!(
            Move::of(Kind::LetGo, None, "　", today),
            Err(Incomplete::NothingKept)
        );
        let later = today.plus(30);
        let wait = Move::of(Kind::WaitUntil, Some(later), "", today).unwrap();
        let resting = wait
            .place(Place {
                phase: crate::phase::Phase::Adapting,
                ..Place::BEGINNING
            })
            .unwrap();
        assert_eq!(resting.rest_until, Some(later));
    }

    #[test]
    fn letting_a_version_go_leaves_the_challenge() {
        let place = Place {
            phase: crate::phase::Phase::Adapting,
            ..Place::BEGINNING
        };
        let keep = "ご近所の声かけは続ける".to_owned();
        assert_eq!(Move::LetGo { keep }.place(place), Ok(place));
    }
}
