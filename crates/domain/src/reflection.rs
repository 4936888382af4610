//! ふりかえり: what we learnt, the next question, and how it goes on.

use crate::{
    coded::coded,
    day::Day,
    phase::{OutOfPlace, Phase, Place, Step},
};

coded! {
    /// How it goes on. There is no word for the end: as long as there is a need, it goes round.
    pub enum Onward {
        /// 次の一巡へ.
        NextRound = "next_round",
        /// 続ける・広げる.
        Continue = "continue",
        /// 休む, until a date.
        Rest = "rest",
    }
}

/// The longest rest: a year, after which somebody looks at it again (町の日常になった is looked at once a year).
pub const LONGEST_REST: i64 = 366;

/// What is missing from how it goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unclear {
    /// A rest needs a day.
    #[error("no day to look at it again")]
    NoDay,
    /// The day must lie within the next year.
    #[error("the day is not within the next year")]
    NotWithinAYear,
    /// The reflection has no place where the challenge stands.
    #[error(transparent)]
    OutOfPlace(#[from] OutOfPlace),
}

/// Whether a reflection on a trial of this round has its place now: one that was never looked back on is left to its round.
pub fn has_its_place(place: Place, round: i64) -> bool {
    place.phase == Phase::Reflecting && place.round == round
}

/// Whether somebody may write on the one text, or put their hand to it: the circle, until every hand
/// settled it, while its round is looked back on.
pub fn may_change(in_circle: bool, settled: bool, place: Place, round: i64) -> bool {
    in_circle && !settled && has_its_place(place, round)
}

/// A rest's day: after today and within a year.
pub fn rest_day(until: Option<Day>, today: Day) -> Result<Day, Unclear> {
    let until = until.ok_or(Unclear::NoDay)?;
    if (1..=LONGEST_REST).contains(&until.since(today)) {
        Ok(until)
    } else {
        Err(Unclear::NotWithinAYear)
    }
}

/// Where a challenge goes after a reflection.
pub fn onward(place: Place, onward: Onward, until: Option<Day>, today: Day) -> Result<Place, Unclear> {
    let step = match onward {
        Onward::NextRound => Step::NextRound,
        Onward::Continue => Step::Continued,
        Onward::Rest => Step::Rested(rest_day(until, today)?),
    };
    Ok(place.after(step)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coded::Coded;

    #[test]
    fn every_way_onward_leads_back_into_the_loop() {
        let today: Day = "2026-11-23".parse().unwrap();
        let place = Place {
            phase: Phase::Reflecting,
            ..Place::BEGINNING
        };
        for way in Onward::ALL {
            let after = onward(place, *way, Some(today.plus(365)), today).unwrap();
            let awake = if after.phase == Phase::Resting {
                after.after(Step::Woken).unwrap()
            } else {
                after
            };
            assert!(
                [Phase::Listening, Phase::Adapting].contains(&awake.phase),
                "{way:?}"
            );
        }
    }

    #[test]
    fn a_trial_is_looked_back_on_in_its_own_round() {
        let place = Place {
            phase: Phase::Reflecting,
            round: 2,
            ..Place::BEGINNING
        };
        assert!(has_its_place(place, 2));
        assert!(!has_its_place(place, 1));
        let trying = Place {
            phase: Phase::Trying,
            ..place
        };
        assert!(!has_its_place(trying, 2));
        assert!(may_change(true, false, place, 2));
        for (in_circle, settled, place, round) in [
            (false, false, place, 2),
            (true, true, place, 2),
            (true, false, trying, 2),
            (true, false, place, 1),
        ] {
            assert!(!may_change(in_circle, settled, place, round));
        }
    }

    #[test]
    fn a_rest_is_looked_at_within_a_year() {
        let today: Day = "2026-11-23".parse().unwrap();
        assert_eq!(rest_day(None, today), Err(Unclear::NoDay));
        assert_eq!(rest_day(Some(today), today), Err(Unclear::NotWithinAYear));
        assert_eq!(
            rest_day(Some(today.plus(400)), today),
            Err(Unclear::NotWithinAYear)
        );
        assert_eq!(rest_day(Some(today.plus(366)), today), Ok(today.plus(366)));
    }
}
