//! 対話: a visit, a meeting, a call; what a challenge grows out of.

use crate::{
    audience::Audience,
    coded::coded,
    id::{PersonId, SeatId},
    municipality::MunicipalityCode,
    viewer::{Hat, Side, Viewer},
};

coded! {
    /// How people met.
    pub enum Kind {
        /// 訪問: somebody went there.
        Visit = "visit",
        /// 打合せ: around a table.
        Meeting = "meeting",
        /// 電話・オンライン.
        Call = "call",
        /// やりとり: a running thread, written.
        Thread = "thread",
        /// 相談: somebody asks for advice (`consultation`).
        Consultation = "consultation",
    }
}

impl Kind {
    /// How people met, for whoever records that they did.
    pub const MET: [Self; 4] = [Self::Visit, Self::Meeting, Self::Call, Self::Thread];
}

coded! {
    /// For whom somebody took part.
    pub enum Presence {
        /// The town's staff.
        Town = "town",
        /// The partner's people.
        Partner = "partner",
        /// Residents: neighbours, shop owners, pupils.
        Resident = "resident",
        /// Anybody else.
        Other = "other",
    }
}

impl From<Side> for Presence {
    fn from(side: Side) -> Self {
        match side {
            Side::Town => Self::Town,
            Side::Partner => Self::Partner,
        }
    }
}

/// For whom a viewer takes part: a side, or as a professional for neither. Operators and visitors take part in none.
pub fn presence(viewer: &Viewer) -> Option<Presence> {
    match viewer.hat {
        Some(Hat::Professional { .. }) => Some(Presence::Other),
        _ => viewer.side().map(Presence::from),
    }
}

/// One person in a dialogue: an account under a hat, or a plain name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Participant {
    /// The name as written in the record.
    pub name: String,
    /// For whom they took part.
    pub presence: Presence,
    /// Their account and seat, where they have one.
    pub account: Option<(PersonId, SeatId)>,
    /// Whether they said themselves that they were there (the recorder of a dialogue does by recording it).
    pub confirmed: bool,
}

/// Whether the town's own staff took part, so that a challenge may be worded from this dialogue.
///
/// A name typed by somebody else is not enough: one of the town's people must have an account here and have said
/// "yes, we talked". Nobody writes a town's problem from outside.
pub fn town_took_part(participants: &[Participant]) -> bool {
    participants
        .iter()
        .any(|one| one.presence == Presence::Town && one.account.is_some() && one.confirmed)
}

/// Whether a viewer may change a record and add voices: who took part, under the hat they took part in.
pub fn may_change(viewer: &Viewer, participants: &[Participant]) -> bool {
    viewer
        .seat()
        .is_some_and(|seat| seated(participants, seat).is_some())
}

/// Whether a viewer may say that they were there: somebody named who has not said so, or staff of the town who may
/// read the record and are not in it yet.
pub fn may_confirm(viewer: &Viewer, town: MunicipalityCode, participants: &[Participant]) -> bool {
    viewer
        .seat()
        .is_some_and(|seat| match seated(participants, seat) {
            Some(one) => !one.confirmed,
            None => viewer.town() == Some(town),
        })
}

/// Whether a message may be reworded or withdrawn: by who wrote it, under the hat it was written in.
pub fn may_reword(viewer: &Viewer, seat: SeatId) -> bool {
    viewer.seat() == Some(seat)
}

/// To whom a message in a dialogue is open: as far as the dialogue, but never beyond the circle. What people write to
/// each other is opened to no one else by opening the record. Whoever answers a consultation answers all it asked.
pub fn said_to(kind: Kind, dialogue: Audience) -> Audience {
    match kind {
        Kind::Consultation => dialogue.min(Audience::Network),
        _ => dialogue.min(Audience::Circle),
    }
}

/// Where a visit took place, in millionths of a degree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    /// North of the equator.
    pub latitude: i64,
    /// East of Greenwich.
    pub longitude: i64,
}

impl Spot {
    /// Reads "35.360555, 138.727778", as maps and telephones write it.
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once([',', '、'])?;
        let read = |text: &str, most: f64| {
            let degrees: f64 = text.trim().parse().ok()?;
            // Within ±180 millionths fit an i64 many times over.
            #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
            (degrees.abs() <= most).then(|| (degrees * 1e6).round() as i64)
        };
        Some(Self {
            latitude: read(latitude, 90.0)?,
            longitude: read(longitude, 180.0)?,
        })
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let degrees = |millionths: i64| {
            let sign = if millionths < 0 { "-" } else { "" };
            let all = millionths.unsigned_abs();
            format!("{sign}{}.{:06}", all / 1_000_000, all % 1_000_000)
        };
        write!(f, "{},{}", degrees(self.latitude), degrees(self.longitude))
    }
}

fn seated(participants: &[Participant], seat: SeatId) -> Option<&Participant> {
    participants
        .iter()
        .find(|one| one.account.is_some_and(|(_, sat)| sat == seat))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Id;

    fn participant(presence: Presence, account: bool, confirmed: bool) -> Participant {
        let account = account.then(|| {
            (
                Id::from_uuid(Uuid::from_u128(1)),
                Id::from_uuid(Uuid::from_u128(2)),
            )
        });
        Participant {
            name: "港 花子".into(),
            presence,
            account,
            confirmed,
        }
    }

    #[test]
    fn who_was_there_confirms_once_and_may_write() {
        let town = MunicipalityCode::with_check_digit("99341").unwrap();
        let (person, seat) = (
            Id::from_uuid(Uuid::from_u128(1)),
            Id::from_uuid(Uuid::from_u128(2)),
        );
        let department = Id::from_uuid(Uuid::from_u128(3));
        let staff = |town, seat| {
            let hat = Hat::Staff {
                town,
                seat,
                department,
                admin: false,
            };
            Viewer::wearing(person, hat)
        };
        let named = [participant(Presence::Town, true, false)];
        let said = [participant(Presence::Town, true, true)];
        let here = staff(town, seat);
        assert!(may_confirm(&here, town, &named) && !may_confirm(&here, town, &said));
        assert!(may_change(&here, &said));
        let colleague = staff(town, Id::from_uuid(Uuid::from_u128(9)));
        assert!(may_confirm(&colleague, town, &said) && !may_change(&colleague, &said));
        let elsewhere = staff(
            MunicipalityCode::with_check_digit("99362").unwrap(),
            Id::from_uuid(Uuid::from_u128(8)),
        );
        assert!(!may_confirm(&elsewhere, town, &named) && !may_change(&elsewhere, &named));
    }

    #[test]
    fn a_spot_is_read_as_it_is_written() {
        for text in [
            "35.360555,138.727778",
            "-0.000001,-179.999999",
            "90.000000,180.000000",
        ] {
            assert_eq!(Spot::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            Spot::parse(" 35.5 、 139 ").unwrap().to_string(),
            "35.500000,139.000000"
        );
        for text in ["", "35", "91,0", "0,181", "NaN,0", "inf,1", "a,b", "1,2,3"] {
            assert_eq!(Spot::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_people_write_to_each_other_stays_with_them() {
        let said = |audience| said_to(Kind::Meeting, audience);
        assert_eq!(said(Audience::Participants), Audience::Participants);
        assert_eq!(said(Audience::Town), Audience::Town);
        assert_eq!(said(Audience::Public), Audience::Circle);
        let said = |audience| said_to(Kind::Consultation, audience);
        assert_eq!(said(Audience::Participants), Audience::Participants);
        assert_eq!(said(Audience::Network), Audience::Network);
    }

    #[test]
    fn nobody_writes_a_towns_problem_from_outside() {
        assert!(town_took_part(&[participant(Presence::Town, true, true)]));
        assert!(!town_took_part(&[]));
        assert!(!town_took_part(&[participant(Presence::Partner, true, true)]));
        assert!(
            !town_took_part(&[participant(Presence::Town, false, true)]),
            "a typed name is not enough"
        );
        assert!(
            !town_took_part(&[participant(Presence::Town, true, false)]),
            "named by the other side only"
        );
    }
}
