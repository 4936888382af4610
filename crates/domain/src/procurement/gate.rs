//! The gate before what spends the town's money: it opens when every part that costs public money has the result of a
//! procedure.

use super::State;
use crate::{
    day::Day,
    id::{PartId, ProcurementId},
    package::{Cost, Payer},
};

/// What the gate has to know of a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spent {
    /// The part of the package; none where the town added it.
    pub part: Option<PartId>,
    /// Its title.
    pub title: String,
    /// Who pays, where it is said.
    pub payer: Option<Payer>,
    /// What it costs, where it is said.
    pub cost: Option<Cost>,
}

impl Spent {
    /// Whether the town's money goes into it.
    pub fn is_public(&self) -> bool {
        self.payer == Some(Payer::Public) && !self.is_free()
    }

    fn is_free(&self) -> bool {
        self.cost.is_some_and(|cost| cost.high == 0)
    }

    /// Whether it costs something and nobody has said who pays.
    fn is_unsaid(&self) -> bool {
        self.payer.is_none() && self.cost.is_some_and(|cost| cost.high > 0)
    }

    /// Whether nothing is said of it: neither what it costs nor who pays.
    const fn is_silent(&self) -> bool {
        self.payer.is_none() && self.cost.is_none()
    }

    /// Whether a procedure is about this part: by the package's part, or by its title.
    pub fn is(&self, part: Option<PartId>, title: &str) -> bool {
        (part.is_some() && part == self.part) || title == self.title
    }
}

/// A procedure as the gate looks at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Procedure {
    /// Which.
    pub id: ProcurementId,
    /// How far it is.
    pub state: State,
    /// The last day its contract covers, where there is one.
    pub covers_until: Option<Day>,
    /// The parts it is about.
    pub parts: Vec<(Option<PartId>, String)>,
}

/// Why the gate is closed for one part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Missing {
    /// It costs something and nobody has said who pays.
    Payer(String),
    /// It costs public money and no procedure is recorded.
    Procedure(String),
    /// A procedure is on its way.
    Result(String, ProcurementId),
    /// The contract of the procedure ends before.
    Ended(String, ProcurementId),
}

impl Missing {
    /// The part it is about.
    pub fn part(&self) -> &str {
        match self {
            Self::Payer(part) | Self::Procedure(part) | Self::Result(part, _) | Self::Ended(part, _) => part,
        }
    }

    /// The procedure it waits for.
    pub const fn procedure(&self) -> Option<ProcurementId> {
        match self {
            Self::Result(_, id) | Self::Ended(_, id) => Some(*id),
            _ => None,
        }
    }
}

/// The parts of which nothing is said, neither what they cost nor who pays. Silence is no way around the gate: whoever
/// begins a trial says of each that it costs the town nothing, or has it said in the adaptation first.
pub fn silent(parts: &[Spent]) -> Vec<&str> {
    let silent = parts.iter().filter(|part| part.is_silent());
    silent.map(|part| part.title.as_str()).collect()
}

/// What is missing before something that begins on a day may spend money on these parts; nothing where the gate is open.
/// Parts that are not used are not the gate's business: leave them out.
pub fn missing(parts: &[Spent], procedures: &[Procedure], begins: Day) -> Vec<Missing> {
    parts
        .iter()
        .filter_map(|part| of_part(part, procedures, begins))
        .collect()
}

fn of_part(part: &Spent, procedures: &[Procedure], begins: Day) -> Option<Missing> {
    let title = part.title.clone();
    if part.is_unsaid() {
        return Some(Missing::Payer(title));
    }
    if !part.is_public() {
        return None;
    }
    let about = |one: &&Procedure| {
        one.state != State::Dropped && one.parts.iter().any(|(id, title)| part.is(*id, title))
    };
    let covers = |one: &Procedure| one.covers_until.is_none_or(|until| begins <= until);
    let mut about = procedures.iter().filter(about).peekable();
    if about.peek().is_none() {
        return Some(Missing::Procedure(title));
    }
    let mut waits = None;
    for one in about {
        match one.state {
            State::Settled if covers(one) => return None,
            State::Settled => waits = waits.or(Some(Missing::Ended(title.clone(), one.id))),
            _ => waits = Some(Missing::Result(title.clone(), one.id)),
        }
    }
    waits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{Id, coded::Coded};

    fn id<K>(number: u128) -> Id<K> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn part(title: &str, payer: Option<Payer>, yen: Option<i64>) -> Spent {
        Spent {
            part: None,
            title: title.into(),
            payer,
            cost: Cost::of(yen, None),
        }
    }

    fn procedure(state: State, title: &str) -> Procedure {
        Procedure {
            id: id(1),
            state,
            covers_until: None,
            parts: vec![(None, title.into())],
        }
    }

    #[test]
    fn money_that_is_not_the_towns_needs_no_procedure() {
        let begins = day("2026-12-01");
        for payer in Payer::ALL.iter().filter(|one| **one != Payer::Public) {
            assert_eq!(
                missing(&[part("運ぶ", Some(*payer), Some(300_000))], &[], begins),
                []
            );
        }
        assert_eq!(missing(&[part("運ぶ", None, None)], &[], begins), []);
        assert_eq!(missing(&[part("運ぶ", None, Some(0))], &[], begins), []);
        assert_eq!(
            missing(&[part("運ぶ", Some(Payer::Public), Some(0))], &[], begins),
            []
        );
        assert_eq!(
            missing(&[part("運ぶ", None, Some(1))], &[], begins),
            [Missing::Payer("運ぶ".into())]
        );
    }

    #[test]
    fn a_part_of_which_nothing_is_said_is_asked_about() {
        let parts = [
            part("知らせる", None, None),
            part("運ぶ", Some(Payer::Public), None),
            part("集まる", None, Some(0)),
            part("手伝う", None, Some(300)),
        ];
        assert_eq!(silent(&parts), ["知らせる"]);
    }

    #[test]
    fn public_money_waits_for_the_result() {
        let (begins, parts) = (day("2026-12-01"), [part("運ぶ", Some(Payer::Public), None)]);
        let with = |state| missing(&parts, &[procedure(state, "運ぶ")], begins);
        assert_eq!(missing(&parts, &[], begins), [Missing::Procedure("運ぶ".into())]);
        for state in [State::Foreseen, State::Announced] {
            assert_eq!(with(state), [Missing::Result("運ぶ".into(), id(1))]);
        }
        assert_eq!(with(State::Dropped), [Missing::Procedure("運ぶ".into())]);
        assert_eq!(with(State::Settled), []);
        let elsewhere = [procedure(State::Settled, "知らせる")];
        assert_eq!(
            missing(&parts, &elsewhere, begins),
            [Missing::Procedure("運ぶ".into())]
        );
    }

    #[test]
    fn a_part_is_known_by_the_package_though_its_title_changed_and_a_contract_ends() {
        let mut one = part("週二回運ぶ", Some(Payer::Public), Some(300_000));
        one.part = Some(id(7));
        let mut settled = procedure(State::Settled, "運ぶ");
        settled.parts = vec![(Some(id(7)), "運ぶ".into())];
        settled.covers_until = Some(day("2027-03-31"));
        let gate = |begins| {
            missing(
                std::slice::from_ref(&one),
                std::slice::from_ref(&settled),
                day(begins),
            )
        };
        assert_eq!(gate("2027-03-31"), []);
        assert_eq!(gate("2027-04-01"), [Missing::Ended("週二回運ぶ".into(), id(1))]);
    }

    proptest! {
        #[test]
        fn nothing_public_passes_without_a_result(
            payers in proptest::collection::vec(proptest::option::of(proptest::sample::select(Payer::ALL)), 1..6),
            states in proptest::collection::vec((0..6_usize, proptest::sample::select(State::ALL)), 0..6),
        ) {
            let parts: Vec<_> = payers.iter().enumerate()
                .map(|(at, payer)| part(&at.to_string(), *payer, Some(1_000))).collect();
            let procedures: Vec<_> = states.iter().map(|(at, state)| procedure(*state, &at.to_string())).collect();
            let missing = missing(&parts, &procedures, day("2026-12-01"));
            for one in &parts {
                let settled = procedures.iter()
                    .any(|other| other.state == State::Settled && other.parts[0].1 == one.title);
                let open = match one.payer { None => false, Some(Payer::Public) => settled, Some(_) => true };
                prop_assert_eq!(missing.iter().any(|other| other.part() == one.title), !open);
            }
        }
    }
}
