//! Trials with what was measured, and the reflection each takes once.

use domain::{Viewer, audience::Audience, challenge::Piece, reflection::Onward, trial::Measure};
use store::{
    adaptation, challenge,
    hand::{self, PieceKey},
    reflection::{self, NewReflection},
    testing::moment,
    trial::{self, Measurement, NewIndicator, NewTrial},
};

use crate::challenge::two;

store::on_both_databases! {
    async fn the_newest_hundred_values_of_each_indicator_are_read(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        let counted = ["来た人", "使った額"].map(|name| NewIndicator { name, unit: "", hope: "", baseline: None });
        let new = NewTrial {
            round: 1, title: "毎日はかる", what: "毎日", place: "", begins: moment.today().plus(-200), ends: moment.today(),
            indicators: &counted,
        };
        let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        assert!(row.in_circle && !row.reflected && row.round == 1);
        for indicator in 1..=2 {
            for day in 0..120 {
                let value = Measurement {
                    indicator, day: moment.today().plus(day - 120), value: Measure(day), note: String::new(),
                };
                trial::measure(&mut tx, &row, &value).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let values = trial::measurements(&mut tx, &row).await.unwrap();
        for indicator in 1..=2 {
            let of: Vec<i64> = values.iter().filter(|one| one.indicator == indicator).map(|one| one.value.0).collect();
            assert_eq!(of, (20..120).collect::<Vec<_>>());
        }
        assert_eq!(trial::indicators(&mut tx, &row).await.unwrap().len(), 2);
        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        assert!(trial::find(&mut tx, id).await.unwrap().is_none());
    }

    async fn a_trial_ends_once_and_is_looked_back_on_once(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        let new = NewTrial {
            round: 1, title: "水曜便", what: "運ぶ", place: "", begins: moment.today(), ends: moment.today(), indicators: &[],
        };
        let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        assert!(trial::conclude(&mut tx, &row, moment.today()).await.unwrap());
        assert!(!trial::conclude(&mut tx, &row, moment.today()).await.unwrap());
        let new = NewReflection {
            round: 1, learnt: "雨の日は来られない", next_question: "雨の日はどうする？", onward: Onward::NextRound, until: None,
            everyday: false,
        };
        let written = reflection::insert(&mut tx, &row, &new).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        assert!(trial::find(&mut tx, id).await.unwrap().unwrap().reflected);
        assert_eq!(reflection::find(&mut tx, written).await.unwrap().unwrap().next_question, "雨の日はどうする？");
        assert!(matches!(reflection::insert(&mut tx, &row, &new).await, Err(store::Error::Conflict(_))));
        drop(tx);

        // Nobody else reads it before both hands are up.
        let sees = async || {
            let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
            reflection::find(&mut tx, written).await.unwrap().is_some()
        };
        assert!(!sees().await);
        let key = PieceKey { kind: Piece::Reflection, id: written.uuid(), number: 0 };
        for (viewer, then) in [(two.official, false), (two.partner, true)] {
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            hand::raise(&mut tx, &on, key, Audience::Public).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(sees().await, then);
        }
    }
}
