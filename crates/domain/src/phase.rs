//! The loop: one table of transitions drives a challenge's phase; nobody sets it by hand.

use crate::{coded::coded, day::Day};

coded! {
    /// Where a challenge stands in its loop.
    pub enum Phase {
        /// 対話: people talk; there is no wording of this round yet.
        Listening = "listening",
        /// 課題: a wording exists and is being understood together.
        Shaping = "shaping",
        /// 作り変え: a package is being reshaped for this town.
        Adapting = "adapting",
        /// 試行: something small is being tried.
        Trying = "trying",
        /// ふりかえり: looking back together.
        Reflecting = "reflecting",
        /// 休む: until a date.
        Resting = "resting",
    }
}

/// The five phases of the circle, in order; resting stands beside it.
pub const CIRCLE: [Phase; 5] = [
    Phase::Listening,
    Phase::Shaping,
    Phase::Adapting,
    Phase::Trying,
    Phase::Reflecting,
];

/// What can happen to a challenge that may move it in its loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A wording was written.
    Worded,
    /// An adaptation was begun, or reshaped into a new revision.
    Reshaped,
    /// A small trial was agreed on and begun.
    TrialBegun,
    /// The trial ended.
    TrialEnded,
    /// A reflection goes on with the next round.
    NextRound,
    /// A reflection goes on with more of the same: 続ける・広げる.
    Continued,
    /// Somebody asked to rest until a date, or a reflection did.
    Rested(Day),
    /// The date came, or the circle took it up again earlier.
    Woken,
}

/// Where a challenge stands, with all that a step may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The phase.
    pub phase: Phase,
    /// The round, from 1.
    pub round: i64,
    /// While resting: the phase it wakes into.
    pub resume: Option<Phase>,
    /// While resting: until when.
    pub rest_until: Option<Day>,
}

/// A step that has no place where the challenge stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OutOfPlace {
    /// The challenge rests; wake it first.
    #[error("the challenge is resting")]
    Resting,
    /// Nothing to wake: it is not resting.
    #[error("the challenge is not resting")]
    Awake,
    /// The step belongs to another phase.
    #[error("this step belongs to another phase")]
    OtherPhase,
}

impl Place {
    /// Where every challenge begins: in dialogue, in its first round.
    pub const BEGINNING: Self = Self {
        phase: Phase::Listening,
        round: 1,
        resume: None,
        rest_until: None,
    };

    /// The place after a step: the one transition table.
    pub fn after(self, step: Step) -> Result<Self, OutOfPlace> {
        use Phase::{Adapting, Listening, Reflecting, Resting, Shaping, Trying};
        let to = |phase| Ok(Self { phase, ..self });
        match (self.phase, step) {
            (Resting, Step::Woken) => {
                let phase = self.resume.unwrap_or(Listening);
                Ok(Self {
                    phase,
                    round: self.round,
                    resume: None,
                    rest_until: None,
                })
            }
            (Resting, Step::Rested(until)) => Ok(Self {
                rest_until: Some(until),
                ..self
            }),
            (Resting, _) => Err(OutOfPlace::Resting),
            (_, Step::Woken) => Err(OutOfPlace::Awake),
            (Listening, Step::Worded) => to(Shaping),
            // A better wording is welcome at any time; it does not throw the circle back.
            (phase, Step::Worded) => to(phase),
            // Going on and widening (`Continued`) reshapes the solution for more people before it is tried again.
            (Listening | Shaping | Adapting, Step::Reshaped) | (Reflecting, Step::Continued) => to(Adapting),
            (Adapting, Step::TrialBegun) => to(Trying),
            (Trying, Step::TrialEnded) => to(Reflecting),
            (Reflecting, Step::NextRound) => Ok(Self {
                phase: Listening,
                round: self.round + 1,
                ..self
            }),
            (phase, Step::Rested(until)) => {
                // After looking back there is nothing left to look back on: it wakes into the next dialogue.
                let (resume, round) = if phase == Reflecting {
                    (Listening, self.round + 1)
                } else {
                    (phase, self.round)
                };
                Ok(Self {
                    phase: Resting,
                    round,
                    resume: Some(resume),
                    rest_until: Some(until),
                })
            }
            (_, Step::Reshaped | Step::TrialBegun | Step::TrialEnded | Step::NextRound | Step::Continued) => {
                Err(OutOfPlace::OtherPhase)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day() -> Day {
        "2027-04-01".parse().unwrap()
    }

    #[test]
    fn one_round_goes_all_the_way_and_begins_again() {
        let mut place = Place::BEGINNING;
        let round = [
            Step::Worded,
            Step::Reshaped,
            Step::TrialBegun,
            Step::TrialEnded,
            Step::NextRound,
        ];
        let mut seen = vec![place.phase];
        for step in round {
            place = place.after(step).unwrap();
            seen.push(place.phase);
        }
        assert_eq!(seen[..5], CIRCLE);
        assert_eq!((place.phase, place.round), (Phase::Listening, 2));
    }

    #[test]
    fn a_rest_has_a_date_and_wakes_where_it_was() {
        let adapting = Place {
            phase: Phase::Adapting,
            ..Place::BEGINNING
        };
        let resting = adapting.after(Step::Rested(day())).unwrap();
        assert_eq!(resting.rest_until, Some(day()));
        assert_eq!(resting.after(Step::Reshaped), Err(OutOfPlace::Resting));
        assert_eq!(resting.after(Step::Woken), Ok(adapting));
    }

    #[test]
    fn resting_after_a_reflection_wakes_into_the_next_rounds_dialogue() {
        let reflecting = Place {
            phase: Phase::Reflecting,
            ..Place::BEGINNING
        };
        let woken = reflecting
            .after(Step::Rested(day()))
            .unwrap()
            .after(Step::Woken)
            .unwrap();
        assert_eq!((woken.phase, woken.round), (Phase::Listening, 2));
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Worded),
            Just(Step::Reshaped),
            Just(Step::TrialBegun),
            Just(Step::TrialEnded),
            Just(Step::NextRound),
            Just(Step::Continued),
            Just(Step::Rested(day())),
            Just(Step::Woken),
        ]
    }

    proptest! {
        /// It never ends by itself: from anywhere there is a way back to dialogue, rounds never go back,
        /// and a place is resting exactly when it has a date and a phase to wake into.
        #[test]
        fn no_walk_leaves_the_loop(steps in proptest::collection::vec(step(), 0..60)) {
            let mut place = Place::BEGINNING;
            for step in steps {
                if let Ok(next) = place.after(step) {
                    prop_assert!(next.round >= place.round);
                    place = next;
                }
                prop_assert_eq!(place.phase == Phase::Resting, place.rest_until.is_some());
                prop_assert_eq!(place.phase == Phase::Resting, place.resume.is_some());
            }
            let home = [Step::Woken, Step::Worded, Step::Reshaped, Step::TrialBegun, Step::TrialEnded, Step::NextRound];
            for step in home {
                place = place.after(step).unwrap_or(place);
            }
            prop_assert_eq!(place.phase, Phase::Listening);
        }
    }
}
