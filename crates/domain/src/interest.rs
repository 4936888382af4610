//! 利害関係の開示: what each organisation among the owners gains from an adaptation, what it bears, and how its people stand to
//! those who decide. Written before anything is tried; a later statement stands beside the earlier ones.

use crate::{
    coded::coded,
    id::PartnerId,
    municipality::MunicipalityCode,
    viewer::{Side, Viewer},
};

coded! {
    /// Relations that are told. None of them forbids anything by itself: it is known, that is all.
    pub enum Tie {
        /// 特になし: a statement like the others.
        Nothing = "none",
        /// 自らの団体（町）の型を使う.
        OwnPackage = "own_package",
        /// 職員の親族.
        Kin = "kin",
        /// 議員（地方自治法92条の2）.
        Assembly = "assembly",
        /// 首長（地方自治法142条）.
        Head = "head",
        /// 元職員.
        Former = "former",
        /// ほか.
        Other = "other",
    }
}

/// One organisation among the owners: a town, or a partner. Where several towns hold a challenge, each states its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Party {
    /// Its side.
    pub side: Side,
    /// Which town; none for a partner.
    pub town: Option<MunicipalityCode>,
    /// Which partner; none for a town.
    pub partner: Option<PartnerId>,
}

impl Party {
    /// For whom somebody speaks under the hat they wear.
    pub fn of(viewer: &Viewer) -> Option<Self> {
        viewer.side().map(|side| Self {
            side,
            town: viewer.town().filter(|_| side == Side::Town),
            partner: viewer.partner(),
        })
    }
}

/// What does not hold together in a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unclear {
    /// Neither a relation nor 特になし.
    #[error("nothing said about relations")]
    NoTie,
    /// 特になし beside a relation.
    #[error("nothing and something at once")]
    Both,
    /// A relation without words.
    #[error("a relation without words")]
    NoWords,
    /// The package tried is the organisation's own, and it is not said.
    #[error("the package is their own")]
    OwnPackage,
}

/// Whether what is told about relations holds together. `own_package`: the adaptation uses the organisation's own package.
pub fn check(ties: &[Tie], words: &str, own_package: bool) -> Result<(), Unclear> {
    let nothing = ties.contains(&Tie::Nothing);
    let told = ties.iter().any(|tie| *tie != Tie::Nothing);
    let needs_words = ties
        .iter()
        .any(|tie| !matches!(tie, Tie::Nothing | Tie::OwnPackage));
    if own_package && !ties.contains(&Tie::OwnPackage) {
        return Err(Unclear::OwnPackage);
    }
    match (nothing, told) {
        (false, false) => Err(Unclear::NoTie),
        (true, true) => Err(Unclear::Both),
        _ if needs_words && words.trim().is_empty() => Err(Unclear::NoWords),
        _ => Ok(()),
    }
}

/// The organisations whose statement is still missing before something may be tried.
pub fn undisclosed(owners: &[Party], written: &[Party]) -> Vec<Party> {
    let mut missing: Vec<Party> = owners
        .iter()
        .filter(|one| !written.contains(one))
        .copied()
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{Id, coded::Coded, viewer::Hat};

    fn town(five: &str) -> MunicipalityCode {
        MunicipalityCode::with_check_digit(five).unwrap()
    }

    #[test]
    fn a_town_that_joined_speaks_for_itself_alone() {
        let (keeper, joined) = (town("99341"), town("99362"));
        let staff = |town| {
            let number = |number| Uuid::from_u128(number);
            let hat = Hat::Staff {
                town,
                seat: Id::from_uuid(number(2)),
                department: Id::from_uuid(number(3)),
                admin: false,
            };
            Party::of(&Viewer::wearing(Id::from_uuid(number(1)), hat)).unwrap()
        };
        assert_eq!(staff(joined).town, Some(joined));
        assert_ne!(staff(joined), staff(keeper));
        // What one of them says is not said by the other.
        let owners = [staff(keeper), staff(joined)];
        assert_eq!(undisclosed(&owners, &[staff(keeper)]), [staff(joined)]);
        assert_eq!(Party::of(&Viewer::ANYONE), None);
    }

    #[test]
    fn nothing_is_a_statement_and_silence_is_none() {
        assert_eq!(check(&[Tie::Nothing], "", false), Ok(()));
        assert_eq!(check(&[], "関係ありません", false), Err(Unclear::NoTie));
        assert_eq!(check(&[Tie::Nothing, Tie::Kin], "弟", false), Err(Unclear::Both));
        assert_eq!(check(&[Tie::Kin], "　", false), Err(Unclear::NoWords));
        assert_eq!(check(&[Tie::Kin], "担当者の弟が町の職員です", false), Ok(()));
    }

    #[test]
    fn whose_own_package_it_is_says_so() {
        assert_eq!(check(&[Tie::Nothing], "", true), Err(Unclear::OwnPackage));
        assert_eq!(check(&[Tie::OwnPackage], "", true), Ok(()));
    }

    proptest! {
        #[test]
        fn every_owner_is_asked_and_nobody_else(owners in proptest::collection::vec(0..4_u128, 0..6),
            written in proptest::collection::vec(0..4_u128, 0..6)) {
            let party = |number: &u128| match number {
                0 => Party { side: Side::Town, town: Some(town("99341")), partner: None },
                1 => Party { side: Side::Town, town: Some(town("99362")), partner: None },
                _ => Party { side: Side::Partner, town: None, partner: Some(Id::from_uuid(Uuid::from_u128(*number))) },
            };
            let (owners, written): (Vec<_>, Vec<_>) = (owners.iter().map(party).collect(), written.iter().map(party).collect());
            let missing = undisclosed(&owners, &written);
            for one in owners.iter().chain(&written) {
                prop_assert_eq!(missing.contains(one), owners.contains(one) && !written.contains(one));
            }
            prop_assert!(Tie::ALL.len() > 1);
        }
    }
}
