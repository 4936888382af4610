//! The laws of meeting a newer version, on random packages and towns.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::package::Cost;

/// Whoever changed a text alone is followed; where both did, both stand.
fn weave(base: &str, ours: &str, theirs: &str) -> (String, bool) {
    if ours == base {
        (theirs.to_owned(), false)
    } else if theirs == base || theirs == ours {
        (ours.to_owned(), false)
    } else {
        (format!("{ours}{theirs}"), true)
    }
}

fn id(number: u8) -> PartId {
    PartId::from_uuid(Uuid::from_u128(u128::from(number) + 1))
}

fn content() -> impl Strategy<Value = Content> {
    let text = || prop_oneof![Just(""), Just("い"), Just("ろ"), Just("は")].prop_map(str::to_owned);
    let cost = proptest::option::of((0_i64..3).prop_map(|low| Cost { low, high: 3 }));
    (text(), text(), text(), cost, text(), text(), text()).prop_map(
        |(title, body, who, cost, duration, preconditions, pitfalls)| Content {
            title,
            body,
            terms: Terms {
                who,
                cost,
                duration,
                preconditions,
                pitfalls,
                payer: None,
            },
        },
    )
}

/// A version: some of eight parts.
fn version() -> impl Strategy<Value = Vec<Part>> {
    proptest::collection::vec(proptest::option::of(content()), 8).prop_map(|all| {
        let numbered = (0_u8..).zip(all);
        numbered
            .filter_map(|(number, content)| {
                Some(Part {
                    id: id(number),
                    content: content?,
                })
            })
            .collect()
    })
}

/// Two versions, with a part now and then the same in both; the newer one has its own order.
fn versions() -> impl Strategy<Value = (Vec<Part>, Vec<Part>)> {
    (
        version(),
        version().prop_shuffle(),
        proptest::collection::vec(any::<bool>(), 8),
    )
        .prop_map(|(base, mut theirs, same)| {
            for part in &base {
                let keep = usize::try_from(part.id.uuid().as_u128() - 1).unwrap_or(0);
                if same[keep]
                    && let Some(newer) = theirs.iter_mut().find(|one| one.id == part.id)
                {
                    newer.content = part.content.clone();
                }
            }
            (base, theirs)
        })
}

fn everything_kept(base: &[Part]) -> Vec<Ours> {
    let kept = base.iter().enumerate().map(|(at, part)| Ours {
        part: Some(part.id),
        state: State::Kept { note: String::new() },
        was: Some(at),
    });
    kept.collect()
}

/// Two versions and what a town made of the first.
fn world() -> impl Strategy<Value = (Vec<Part>, Vec<Ours>, Vec<Part>)> {
    (
        versions(),
        proptest::collection::vec((0_u8..5, content()), 8),
        proptest::collection::vec(content(), 0..3),
        0_usize..8,
    )
        .prop_map(|((base, theirs), made, added, turn)| {
            let mut ours = Vec::new();
            for (part, (what, content)) in base.iter().zip(made) {
                let state = match what {
                    0 => State::Kept { note: String::new() },
                    1 => State::Kept { note: content.body },
                    2 => State::Changed(content),
                    3 => State::Dropped,
                    // Some parts were never spoken of.
                    _ => continue,
                };
                ours.push(Ours {
                    part: Some(part.id),
                    state,
                    was: None,
                });
            }
            for content in added {
                ours.push(Ours {
                    part: None,
                    state: State::Added(content),
                    was: None,
                });
            }
            // The town has its own order.
            let turn = turn.min(ours.len());
            ours.rotate_left(turn);
            for (at, one) in ours.iter_mut().enumerate() {
                one.was = Some(at);
            }
            (base, ours, theirs)
        })
}

/// What residents meet, in its order.
fn readings(ours: &[Ours], package: &[Part]) -> Vec<Content> {
    ours.iter().filter_map(|one| one.reading(package)).collect()
}

/// The same, whatever the order.
fn whatever_the_order(readings: Vec<Content>) -> Vec<String> {
    let mut all: Vec<_> = readings
        .into_iter()
        .map(|content| format!("{content:?}"))
        .collect();
    all.sort();
    all
}

#[test]
fn an_order_alone_is_not_taken_over() {
    let part = |number: u8, title: &str| Part {
        id: id(number),
        content: Content {
            title: title.to_owned(),
            ..Content::default()
        },
    };
    let base = [part(1, "い"), part(2, "ろ")];
    let swapped = [part(2, "ろ"), part(1, "い")];
    let after = onto(&base, &everything_kept(&base), &swapped, &|_| Decision::Leave);
    let titles: Vec<_> = readings(&after, &swapped)
        .into_iter()
        .map(|content| content.title)
        .collect();
    assert_eq!(titles, ["い", "ろ"]);
    // With something taken, the newer version's order comes with it.
    let rewritten = [part(2, "は"), part(1, "い")];
    let after = onto(&base, &everything_kept(&base), &rewritten, &|_| Decision::Take);
    assert_eq!(after[0].part, Some(id(2)));
}

proptest! {
    #[test]
    fn taking_nothing_changes_nothing((base, ours, theirs) in world()) {
        let after = onto(&base, &ours, &theirs, &|_| Decision::Leave);
        prop_assert_eq!(readings(&after, &theirs), readings(&ours, &base));
    }

    #[test]
    fn taking_all_is_the_newer_version_where_the_town_changed_nothing((base, theirs) in versions()) {
        let after = onto(&base, &everything_kept(&base), &theirs, &|_| Decision::Take);
        let read: Vec<_> = after.iter().filter_map(|one| one.reading(&theirs)).collect();
        let newer: Vec<_> = theirs.iter().map(|part| part.content.clone()).collect();
        if news(&base, &everything_kept(&base), &theirs, &weave).is_empty() {
            // Nobody is asked about an order alone: the town's stays.
            prop_assert_eq!(whatever_the_order(read), whatever_the_order(newer));
        } else {
            prop_assert_eq!(read, newer);
        }
        let changed = after.iter().any(|one| matches!(one.state, State::Changed(_) | State::Added(_)));
        prop_assert!(!changed);
    }

    #[test]
    fn merging_all_is_the_newer_version_where_the_town_changed_nothing((base, theirs) in versions()) {
        let ours = everything_kept(&base);
        let news = news(&base, &ours, &theirs, &weave);
        for one in &news {
            if let (Some(together), Some(theirs)) = (&one.together, &one.theirs) {
                prop_assert_eq!(&together.content, theirs);
                prop_assert!(together.conflicts.is_empty());
            }
            prop_assert!(!one.touched);
        }
    }

    #[test]
    fn no_part_is_ever_lost((base, ours, theirs) in world(), choices in proptest::collection::vec(0_u8..3, 8)) {
        let decide = |part: PartId| match choices[usize::try_from(part.uuid().as_u128() - 1).unwrap_or(0)] {
            0 => Decision::Take,
            1 => Decision::Leave,
            _ => Decision::Merge(Content { title: "合".into(), ..Content::default() }),
        };
        let after = onto(&base, &ours, &theirs, &decide);
        for one in &ours {
            let found = after.iter().filter(|other| other.was.map(|at| &ours[at]) == Some(one)).count();
            prop_assert!(found >= 1, "{one:?} is gone");
        }
        for part in &theirs {
            let unspoken = !ours.iter().any(|one| one.part == Some(part.id))
                && base.iter().any(|one| one == part);
            prop_assert!(unspoken || after.iter().any(|one| one.part == Some(part.id)), "{part:?} is gone");
        }
        let mut ids: Vec<_> = after.iter().filter_map(|one| one.part).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "a part stands twice");
    }

    #[test]
    fn whoever_changed_alone_is_followed(base in content(), other in content()) {
        for together in [
            bring_together(Some(&base), &base, &other, &weave),
            bring_together(Some(&base), &other, &base, &weave),
            bring_together(Some(&base), &other, &other, &weave),
        ] {
            prop_assert_eq!(&together.content, &other);
            prop_assert!(together.conflicts.is_empty());
        }
    }

    #[test]
    fn news_is_all_that_differs((base, ours, theirs) in world()) {
        let told = news(&base, &ours, &theirs, &weave);
        for part in &theirs {
            let same = base.iter().any(|one| one == part);
            prop_assert_eq!(told.iter().any(|one| one.part == part.id), !same);
        }
        prop_assert!(news(&base, &ours, &base, &weave).is_empty());
        prop_assert_eq!(readings(&onto(&base, &ours, &base, &|_| Decision::Take), &base), readings(&ours, &base));
    }
}

#[test]
fn a_field_both_changed_is_shown_and_ours_stays() {
    let with = |who: &str, high| Content {
        terms: Terms {
            who: who.into(),
            cost: Cost::of(Some(0), Some(high)),
            ..Terms::default()
        },
        ..Content::default()
    };
    let together = bring_together(
        Some(&with("会社", 1)),
        &with("青年団", 1),
        &with("郵便局", 2),
        &weave,
    );
    assert_eq!(together.conflicts, [Field::Who]);
    assert_eq!(together.content, with("青年団", 2));
}
