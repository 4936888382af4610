use uuid::Uuid;

use super::*;
use crate::{Coded, Id, dialogue::Presence, viewer::Hat};

fn town(five: &str) -> MunicipalityCode {
    MunicipalityCode::with_check_digit(five).unwrap()
}

fn id<K>(number: u128) -> Id<K> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn staff(town: MunicipalityCode) -> Viewer {
    let hat = Hat::Staff {
        town,
        seat: id(2),
        department: id(3),
        admin: true,
    };
    Viewer::wearing(id(1), hat)
}

fn member() -> Viewer {
    let hat = Hat::Member {
        partner: id(4),
        seat: id(5),
        admin: true,
    };
    Viewer::wearing(id(6), hat)
}

fn there(confirmed: bool) -> Participant {
    Participant {
        name: "山根 杏".into(),
        presence: Presence::Town,
        account: Some((id(1), id(2))),
        confirmed,
    }
}

#[test]
fn the_partners_are_one_party_and_every_town_its_own() {
    let (keeper, other) = (town("99341"), town("99362"));
    assert_eq!(Party::all(keeper, &[]), [Party::Town(keeper), Party::Partners]);
    let three = Party::all(keeper, &[other, keeper]);
    assert_eq!(three, [Party::Town(keeper), Party::Town(other), Party::Partners]);
    assert_eq!(Party::acting(&staff(other)), Some(Party::Town(other)));
    assert_eq!(Party::acting(&member()), Some(Party::Partners));
    assert_eq!(Party::acting(&Viewer::ANYONE), None);
    assert_eq!(Party::of(Side::Partner, keeper), Party::Partners);
    assert_eq!(Party::of(Side::Town, other).town(), Some(other));
}

#[test]
fn a_town_joins_by_its_own_staff_and_from_its_own_dialogue() {
    let (keeper, other) = (town("99341"), town("99362"));
    assert_eq!(may_offer(&staff(other), keeper, true, None), Ok(other));
    assert_eq!(
        may_offer(&staff(other), keeper, false, None),
        Err(Refusal::NotTheirs)
    );
    assert_eq!(may_offer(&member(), keeper, true, None), Err(Refusal::NotTheirs));
    assert_eq!(
        may_offer(&staff(keeper), keeper, true, None),
        Err(Refusal::Already)
    );
    for standing in Standing::ALL {
        let again = may_offer(&staff(other), keeper, true, Some(*standing));
        let there = matches!(standing, Standing::Offered | Standing::Joined);
        assert_eq!(again.is_err(), there, "{standing:?}");
    }
    assert_eq!(offer(None, &[there(true)]), Ok(Standing::Offered));
    assert_eq!(offer(Some(Standing::Left), &[there(true)]), Ok(Standing::Offered));
    assert_eq!(offer(Some(Standing::Asked), &[there(true)]), Ok(Standing::Joined));
    for reason in [vec![], vec![there(false)]] {
        assert_eq!(
            offer(Some(Standing::Asked), &reason),
            Err(Refusal::TownWasNotThere)
        );
    }
}

#[test]
fn a_circle_asks_only_to_what_others_may_read() {
    let (keeper, other) = (town("99341"), town("99362"));
    let ask = |owner, audience, standing| may_ask(owner, keeper, other, audience, standing);
    assert_eq!(ask(true, Audience::Network, None), Ok(()));
    assert_eq!(ask(true, Audience::Circle, None), Err(Refusal::CircleOnly));
    assert_eq!(ask(false, Audience::Public, None), Err(Refusal::NotTheirs));
    assert_eq!(
        ask(true, Audience::Public, Some(Standing::Asked)),
        Err(Refusal::Already)
    );
    assert_eq!(ask(true, Audience::Public, Some(Standing::Left)), Ok(()));
    assert_eq!(
        may_ask(true, keeper, keeper, Audience::Public, None),
        Err(Refusal::Already)
    );
}

#[test]
fn the_keeping_town_welcomes_and_each_town_leaves_for_itself() {
    let (keeper, other) = (town("99341"), town("99362"));
    for standing in Standing::ALL {
        let waits = *standing == Standing::Offered;
        assert_eq!(may_answer(&staff(keeper), keeper, true, *standing).is_ok(), waits);
        assert_eq!(
            may_answer(&staff(other), keeper, true, *standing),
            Err(Refusal::NotTheirs)
        );
        assert_eq!(
            may_answer(&staff(keeper), keeper, false, *standing),
            Err(Refusal::NotTheirs)
        );
        assert_eq!(
            may_answer(&member(), keeper, true, *standing),
            Err(Refusal::NotTheirs)
        );
        assert!(may_leave(&staff(keeper), other, true, *standing).is_err());
    }
    assert_eq!(
        may_leave(&staff(other), other, true, Standing::Joined),
        Ok(Standing::Left)
    );
    assert_eq!(
        may_leave(&staff(other), other, false, Standing::Joined),
        Err(Refusal::NotTheirs)
    );
    assert_eq!(
        may_leave(&staff(other), other, false, Standing::Asked),
        Ok(Standing::Apart)
    );
    assert_eq!(
        may_leave(&staff(other), other, false, Standing::Offered),
        Ok(Standing::Apart)
    );
    assert_eq!(
        may_leave(&staff(other), other, true, Standing::Left),
        Err(Refusal::NotNow)
    );
}

#[test]
fn every_hand_is_one_of_each_party() {
    let (keeper, other) = (town("99341"), town("99362"));
    let [first, second] = [keeper, other].map(Party::Town);
    let (two, three) = (Party::all(keeper, &[]), Party::all(keeper, &[other]));
    assert!(every_hand([first, Party::Partners], &two));
    assert!(every_hand([Party::Partners, first, first], &two));
    for hands in [
        vec![],
        vec![first, first],
        vec![Party::Partners],
        vec![second, Party::Partners],
    ] {
        assert!(!every_hand(hands.clone(), &two), "{hands:?}");
        assert!(!every_hand(hands.clone(), &three), "{hands:?}");
    }
    // With a town more, two hands are not enough, nor those of both towns without the partners.
    assert!(!every_hand([first, Party::Partners], &three));
    assert!(!every_hand([first, second], &three));
    assert!(every_hand([first, second, Party::Partners], &three));
    // A town that left holds nothing any more; its hand takes nothing away.
    assert!(every_hand([first, second, Party::Partners], &two));
    assert!(!every_hand([first, second, Party::Partners], &[]));
}

#[test]
fn a_context_is_its_own_towns() {
    let (keeper, other) = (town("99341"), town("99362"));
    let two = Party::all(keeper, &[other]);
    assert_eq!(may_tell(&staff(other), &two, true), Some(other));
    assert_eq!(may_tell(&staff(keeper), &two, true), Some(keeper));
    assert_eq!(may_tell(&staff(keeper), &two, false), None);
    assert_eq!(may_tell(&member(), &two, true), None);
    assert_eq!(may_tell(&staff(town("99383")), &two, true), None);
}
