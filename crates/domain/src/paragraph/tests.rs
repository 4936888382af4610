use proptest::prelude::*;

use super::*;
use crate::municipality::MunicipalityCode;

fn town() -> Party {
    Party::Town(MunicipalityCode::with_check_digit("99341").unwrap())
}

fn parties() -> [Party; 2] {
    [town(), Party::Partners]
}

#[test]
fn a_text_is_divided_where_lines_are_empty() {
    let text = "\n\n一つ目。\n続きの行。\n \n　字下げした二つ目。\n\n- 項目\n\n  項目の続き\n\n```\nコード\n\nまだコード\n```\n\n終わり\n\n\n";
    assert_eq!(
        divide(text),
        [
            "一つ目。\n続きの行。",
            "　字下げした二つ目。",
            "- 項目\n\n  項目の続き",
            "```\nコード\n\nまだコード\n```",
            "終わり"
        ]
    );
    assert!(divide("").is_empty() && divide(" \n\n").is_empty());
    assert_eq!(divide("```\n閉じない\n\nまま"), ["```\n閉じない\n\nまま"]);
}

#[test]
fn a_changed_text_is_closed_again() {
    let place = Place::of(Field::What, 0, 0, "停留所を二つ");
    let hand = |party| {
        (
            Some(place),
            Hand {
                party,
                audience: Audience::Public,
            },
        )
    };
    let (audience, opened) = Opened::by(&[hand(town()), hand(Party::Partners)], &[place], &parties());
    assert_eq!(audience, Audience::Public);
    let read =
        |text: &str| Curtain::new(opened.clone(), Audience::Public).through(Field::What, 0, text.into());
    assert_eq!(read("停留所を二つ"), "停留所を二つ");
    assert_eq!(read("停留所を三つ"), "");
    // And where the stored form is broken, nothing is seen.
    assert!(!Opened::parse("?").shows(&place, Audience::Public));
}

#[test]
fn what_is_left_out_tells_neither_how_much_nor_what() {
    let text = "一\n\n二\n\n三\n\n四\n\n五";
    let all: Vec<Paragraph> = paragraphs(Field::Learnt, 0, text).collect();
    let hands: Vec<RaisedFor> = [town(), Party::Partners]
        .into_iter()
        .flat_map(|party| {
            let hand = Hand {
                party,
                audience: Audience::Public,
            };
            [(Some(all[1].place), hand), (Some(all[4].place), hand)]
        })
        .collect();
    let places: Vec<Place> = all.iter().map(|one| one.place).collect();
    let (_, opened) = Opened::by(&hands, &places, &parties());
    let mut curtain = Curtain::new(opened.clone(), Audience::Public);
    assert_eq!(curtain.through(Field::Learnt, 0, text.to_owned()), "二\n\n五");
    assert_eq!(
        curtain.left_out().before(Field::Learnt, 0).collect::<Vec<_>>(),
        [0, 1]
    );
    let mut inside = Curtain::new(opened, Audience::Circle);
    assert_eq!(inside.through(Field::Learnt, 0, text.to_owned()), text);
    assert!(!inside.left_out().anything());
}

fn hands() -> impl Strategy<Value = Vec<(usize, Hand)>> {
    let party = prop_oneof![Just(town()), Just(Party::Partners)];
    let audience = prop_oneof![Just(Audience::Network), Just(Audience::Public)];
    let hand = (0..5_usize, party, audience).prop_map(|(of, party, audience)| (of, Hand { party, audience }));
    proptest::collection::vec(hand, 0..8)
}

proptest! {
    #[test]
    fn dividing_what_was_divided_changes_nothing(text in "([a\u{3042}\u{3000}`~ -]|\n){0,60}") {
        let parts = divide(&text);
        let joined = parts.join("\n\n");
        prop_assert_eq!(divide(&joined), parts);
    }

    /// A paragraph is seen from outside if and only if the hand of every side reaches that far, for it or for the whole.
    #[test]
    fn a_paragraph_is_seen_by_the_hands_of_both_alone(raised in hands(), lowered in 0..8_usize) {
        let places: Vec<Place> = (0..4).map(|n| Place::of(Field::Wording, 0, n, &n.to_string())).collect();
        let of = |of: usize| of.checked_sub(1).and_then(|at| places.get(at).copied());
        let check = |raised: &[(usize, Hand)]| {
            let hands: Vec<RaisedFor> = raised.iter().map(|(at, hand)| (of(*at), *hand)).collect();
            let (widest, opened) = Opened::by(&hands, &places, &parties());
            let stored = Opened::parse(&opened.code());
            assert_eq!(stored, opened);
            for from in [Audience::Circle, Audience::Network, Audience::Public] {
                for place in &places {
                    let expected = from == Audience::Circle || [town(), Party::Partners].iter().all(|party| {
                        hands.iter().any(|(of, hand)| {
                            hand.party == *party && hand.audience >= from && (of.is_none() || *of == Some(*place))
                        })
                    });
                    // Who may not see the piece at all does not come to its paragraphs.
                    let seen = widest >= from && opened.shows(place, from);
                    assert_eq!(seen, expected, "{place:?} from {from:?}: {hands:?}");
                }
            }
        };
        check(&raised);
        // Taking any hand back closes at once what rested on it.
        let mut fewer = raised;
        if lowered < fewer.len() {
            fewer.remove(lowered);
        }
        check(&fewer);
    }

    #[test]
    fn nothing_closed_comes_through(text in "[あいう\n]{0,40}", open in 0..4_i64) {
        let all: Vec<Paragraph> = paragraphs(Field::Learnt, 0, &text).collect();
        let places: Vec<Place> = all.iter().map(|one| one.place).collect();
        let hands: Vec<RaisedFor> = [town(), Party::Partners].into_iter().flat_map(|party| {
            let chosen = places.iter().filter(move |place| place.ordinal == open);
            chosen.map(move |place| (Some(*place), Hand { party, audience: Audience::Public }))
        }).collect();
        let (widest, opened) = Opened::by(&hands, &places, &parties());
        prop_assume!(widest == Audience::Public);
        let mut curtain = Curtain::new(opened, Audience::Public);
        let seen = curtain.through(Field::Learnt, 0, text);
        let expected: Vec<&str> = all.iter().filter(|one| one.place.ordinal == open).map(|one| one.words.as_str()).collect();
        prop_assert_eq!(seen, expected.join("\n\n"));
        prop_assert_eq!(curtain.left_out().anything(), all.len() > 1);
    }
}

#[test]
fn raising_closes_nothing_and_taking_back_closes_for_that_party() {
    let (keeper, joined) = (
        town(),
        Party::Town(MunicipalityCode::with_check_digit("99362").unwrap()),
    );
    let [one, other] = [0, 1].map(|ordinal| Place::of(Field::What, 0, ordinal, "話"));
    let places = [one, other];
    let hand = |party, audience| Hand { party, audience };
    let (network, public) = (Audience::Network, Audience::Public);
    let mut hands = vec![
        (None, hand(keeper, public)),
        (None, hand(Party::Partners, network)),
        (Some(one), hand(Party::Partners, public)),
    ];
    let (audience, opened) = Opened::by(&hands, &places, &parties());
    let three = [keeper, joined, Party::Partners];
    let after = |hands: &[RaisedFor], lowered| {
        let (audience, how) = Opened::after((audience, &opened), hands, &places, &three, lowered);
        let seen = |place| {
            [public, network]
                .into_iter()
                .find(|from| audience >= *from && how.shows(place, *from))
        };
        (seen(&one), seen(&other))
    };
    // A town joined; somebody raises a hand again, and the town one that reaches less far: nothing closes.
    assert_eq!(after(&hands, None), (Some(public), Some(network)));
    hands.push((None, hand(joined, network)));
    assert_eq!(after(&hands, None), (Some(public), Some(network)));
    // The partners take their hand for one paragraph back: that one closes as far as they do not reach for it any more.
    hands.remove(2);
    assert_eq!(
        after(&hands, Some(Party::Partners)),
        (Some(network), Some(network))
    );
    // Any of the parties closes by taking back all of its own.
    hands.retain(|(_, hand)| hand.party != joined);
    assert_eq!(after(&hands, Some(joined)), (None, None));
}
