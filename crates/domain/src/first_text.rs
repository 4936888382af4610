//! Each writes first: after a trial everybody of the circle writes by themselves what they learnt, before they read what
//! the others wrote and make one text of it. Who speaks first does not speak for all.

use crate::{day::Day, id::SeatId};

/// How many days there are for writing where nobody set a day.
pub const WRITING: i64 = 7;
/// The most days after the end of a trial.
pub const LONGEST: i64 = 60;
/// A day is brought forward only with so many days left.
pub const NOTICE: i64 = 3;

/// Where the writing stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Writing {
    /// The last day for writing.
    pub until: Day,
    /// Whether the texts were opened before it.
    pub opened: bool,
}

impl Writing {
    /// Whether the time for writing is over.
    pub fn is_over(self, today: Day) -> bool {
        self.opened || today > self.until
    }
}

/// Somebody before the first texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reader {
    /// Whether they sit in the circle.
    pub in_circle: bool,
    /// Whether they wrote theirs.
    pub wrote: bool,
}

/// Whether somebody may read a first text: one's own always; those of others once one wrote, or when the time is over.
pub fn may_read(reader: Reader, own: bool, writing: Writing, today: Day) -> bool {
    reader.in_circle && (own || reader.wrote || writing.is_over(today))
}

/// Whether somebody may still write theirs. What was written stands: its writer has read the others since.
pub fn may_write(reader: Reader, writing: Writing, today: Day) -> bool {
    reader.in_circle && !reader.wrote && !writing.is_over(today)
}

/// Whether somebody of the circle may open all texts before the day: only once every owner wrote.
pub fn may_open(reader: Reader, owners: &[SeatId], wrote: &[SeatId], writing: Writing, today: Day) -> bool {
    let all = !owners.is_empty() && owners.iter().all(|owner| wrote.contains(owner));
    reader.in_circle && all && !writing.is_over(today)
}

/// Whether one text may be made of them: when everybody may read all.
pub fn may_join(reader: Reader, writing: Writing, today: Day) -> bool {
    reader.in_circle && writing.is_over(today)
}

/// A last day for writing that cannot be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotThatDay {
    /// The time is over.
    #[error("the time for writing is over")]
    Over,
    /// Nobody is surprised by a day brought forward.
    #[error("brought forward with too few days left")]
    TooSoon,
    /// Memory fades.
    #[error("too long after the trial")]
    TooLate,
}

/// Sets another last day: later as one likes within [`LONGEST`] days of the trial's end, earlier with [`NOTICE`] days left.
pub fn set(writing: Writing, concluded_on: Day, until: Day, today: Day) -> Result<Writing, NotThatDay> {
    if writing.is_over(today) {
        Err(NotThatDay::Over)
    } else if until.since(concluded_on) > LONGEST {
        Err(NotThatDay::TooLate)
    } else if until < writing.until && until.since(today) < NOTICE {
        Err(NotThatDay::TooSoon)
    } else {
        Ok(Writing { until, ..writing })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(ahead: i64) -> Day {
        "2026-11-24".parse::<Day>().unwrap().plus(ahead)
    }

    fn seat(number: usize) -> SeatId {
        SeatId::from_uuid(Uuid::from_u128(number as u128))
    }

    #[test]
    fn a_day_is_put_off_freely_and_brought_forward_with_notice() {
        let writing = Writing {
            until: day(7),
            opened: false,
        };
        let sets = |until, today| set(writing, day(0), day(until), day(today)).map(|set| set.until);
        assert_eq!(sets(20, 7), Ok(day(20)));
        assert_eq!(sets(61, 0), Err(NotThatDay::TooLate));
        assert_eq!(sets(3, 0), Ok(day(3)));
        assert_eq!(sets(3, 1), Err(NotThatDay::TooSoon));
        assert_eq!(sets(-1, 0), Err(NotThatDay::TooSoon));
        assert_eq!(sets(20, 8), Err(NotThatDay::Over));
        let opened = Writing {
            opened: true,
            ..writing
        };
        assert_eq!(set(opened, day(0), day(9), day(1)), Err(NotThatDay::Over));
    }

    #[test]
    fn a_circle_without_owners_opens_nothing_early() {
        let writing = Writing {
            until: day(7),
            opened: false,
        };
        let reader = Reader {
            in_circle: true,
            wrote: true,
        };
        assert!(!may_open(reader, &[], &[seat(1)], writing, day(0)));
        assert!(may_open(reader, &[seat(1)], &[seat(1)], writing, day(0)));
    }

    /// What somebody tries in a circle of five, of whom the first two own the challenge; the sixth stands outside.
    #[derive(Clone, Copy, Debug)]
    enum Act {
        Write(usize),
        Open(usize),
        Set(i64),
        Pass(i64),
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            4 => (0..6_usize).prop_map(Act::Write),
            2 => (0..6_usize).prop_map(Act::Open),
            1 => (-5..70_i64).prop_map(Act::Set),
            2 => (0..4_i64).prop_map(Act::Pass),
        ]
    }

    proptest! {
        #[test]
        fn nobody_reads_another_before_they_wrote_or_the_time_is_over(acts in proptest::collection::vec(act(), 0..40)) {
            let owners = [seat(0), seat(1)];
            let mut wrote: BTreeSet<usize> = BTreeSet::new();
            let mut writing = Writing { until: day(WRITING), opened: false };
            let mut today = 0;
            // Those who read another's text, and whether it was fair when they did.
            for act in acts {
                let reader = |who: usize, wrote: &BTreeSet<usize>| Reader { in_circle: who < 5, wrote: wrote.contains(&who) };
                match act {
                    Act::Write(who) => {
                        if may_write(reader(who, &wrote), writing, day(today)) {
                            // Whoever writes has read nobody: they neither wrote before nor was the time over.
                            prop_assert!(!may_read(reader(who, &wrote), false, writing, day(today)));
                            wrote.insert(who);
                        }
                    }
                    Act::Open(who) => {
                        let written: Vec<_> = wrote.iter().map(|one| seat(*one)).collect();
                        if may_open(reader(who, &wrote), &owners, &written, writing, day(today)) {
                            prop_assert!(wrote.contains(&0) && wrote.contains(&1) && who < 5);
                            writing.opened = true;
                        }
                    }
                    Act::Set(until) => {
                        if let Ok(set) = set(writing, day(0), day(until), day(today)) {
                            // Setting a day never ends the writing at once.
                            prop_assert!(!set.is_over(day(today)));
                            writing = set;
                        }
                    }
                    Act::Pass(days) => today += days,
                }
                for who in 0..6 {
                    let reads = may_read(reader(who, &wrote), false, writing, day(today));
                    let fair = who < 5 && (wrote.contains(&who) || writing.opened || day(today) > writing.until);
                    prop_assert_eq!(reads, fair);
                    prop_assert_eq!(may_read(reader(who, &wrote), true, writing, day(today)), who < 5);
                    // One text is made only of what everybody may read.
                    if may_join(reader(who, &wrote), writing, day(today)) {
                        prop_assert!((0..5).all(|who| may_read(reader(who, &wrote), false, writing, day(today))));
                    }
                }
            }
        }
    }
}
