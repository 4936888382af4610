//! 現地メモ: what somebody writes down where they are, perhaps without a network, and sends later.

use crate::{Day, Viewer};

/// How far back a dialogue still counts as one somebody is writing about in the field, in days.
const BACK: i64 = 60;
/// How far ahead: as far as dialogues are planned.
const AHEAD: i64 = 366;

/// Whether a viewer writes field notes: staff of a town and people of a partner, under that hat.
pub fn may_write(viewer: &Viewer) -> bool {
    viewer.side().is_some()
}

/// The first and the last day of the dialogues a telephone takes along.
pub fn taken_along(today: Day) -> (Day, Day) {
    (today.plus(-BACK), today.plus(AHEAD))
}

/// How words written over an older text stand to the text there is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The text is still the one they were written over.
    Fits,
    /// The text already says the same: nothing is left to do.
    Said,
    /// Somebody wrote meanwhile: both stand side by side, and a person chooses.
    Newer,
}

/// Compares what was written over version `known` with the text as it is now.
pub fn standing(known: i64, current: i64, mine: &str, theirs: &str) -> Standing {
    if mine == theirs {
        Standing::Said
    } else if known == current {
        Standing::Fits
    } else {
        Standing::Newer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hat, Id, MunicipalityCode};

    #[test]
    fn who_sits_on_neither_side_writes_no_field_notes() {
        let (person, seat) = (
            Id::from_uuid(uuid::Uuid::from_u128(1)),
            Id::from_uuid(uuid::Uuid::from_u128(2)),
        );
        let staff = Hat::Staff {
            town: MunicipalityCode::with_check_digit("99341").unwrap(),
            seat,
            department: Id::from_uuid(uuid::Uuid::from_u128(3)),
            admin: false,
        };
        let member = Hat::Member {
            partner: Id::from_uuid(uuid::Uuid::from_u128(4)),
            seat,
            admin: false,
        };
        for hat in [staff, member] {
            assert!(may_write(&Viewer::wearing(person, hat)));
        }
        for hat in [Hat::Professional { seat }, Hat::Operator] {
            assert!(!may_write(&Viewer::wearing(person, hat)));
        }
        assert!(!may_write(&Viewer::ANYONE));
    }

    #[test]
    fn nothing_is_written_over_what_came_meanwhile() {
        assert_eq!(standing(1, 1, "雨の日", "晴れの日"), Standing::Fits);
        assert_eq!(standing(1, 2, "雨の日", "晴れの日"), Standing::Newer);
        // A version from ahead is as foreign as one from behind.
        assert_eq!(standing(3, 2, "雨の日", "晴れの日"), Standing::Newer);
        assert_eq!(standing(1, 2, "雨の日", "雨の日"), Standing::Said);
        assert_eq!(standing(2, 2, "雨の日", "雨の日"), Standing::Said);
    }

    #[test]
    fn today_is_taken_along() {
        let today: Day = "2026-05-12".parse().unwrap();
        let (first, last) = taken_along(today);
        assert!(first < today && today < last);
        assert_eq!(first, "2026-03-13".parse().unwrap());
    }
}
