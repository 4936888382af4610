//! Trials with what was measured, and the reflection each takes once.

use domain::{
    Viewer,
    audience::Audience,
    challenge::Piece,
    reflection::Onward,
    spending::Bearer,
    trial::{Form, Measure},
};
use store::{
    adaptation, challenge, cost, diary, first_text,
    hand::{self, PieceKey},
    reflection::{self, NewReflection},
    testing::moment,
    trial::{self, NewIndicator, NewMeasurement, NewTrial},
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
        let counted = ["来た人", "使った額"].map(|name| NewIndicator {
            name, unit: "", hope: "", baseline: None, form: Form::Data,
        });
        let new = NewTrial {
            round: 1, title: "毎日はかる", what: "毎日", place: "", begins: moment.today().plus(-200), ends: moment.today(),
            indicators: &counted,
        };
        let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        assert!(row.in_circle && !row.reflected && row.round == 1);
        for indicator in 1..=2 {
            for day in 0..120 {
                let value = NewMeasurement {
                    indicator, day: moment.today().plus(day - 120), value: Measure(day), note: "",
                };
                trial::measure(&mut tx, &row, &value).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let values = trial::record(&mut tx, &row).await.unwrap().values;
        for indicator in 1..=2 {
            let of: Vec<i64> = values.iter().filter(|one| one.indicator == indicator).map(|one| one.value.0).collect();
            assert_eq!(of, (20..120).collect::<Vec<_>>());
        }
        assert_eq!(trial::indicators(&mut tx, &row).await.unwrap().len(), 2);
        let first = trial::of_indicator(&mut tx, &row, 2, None).await.unwrap();
        let second = trial::of_indicator(&mut tx, &row, 2, first.next.as_ref()).await.unwrap();
        let third = trial::of_indicator(&mut tx, &row, 2, second.next.as_ref()).await.unwrap();
        assert_eq!([first.rows.len(), second.rows.len(), third.rows.len()], [50, 50, 20]);
        assert!(third.next.is_none() && first.rows[0].value == Measure(119));
        assert_eq!(trial::all_measurements(&mut tx, &row).await.unwrap().len(), 240);
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
            everyday: false, reason: "",
        };
        let written = reflection::insert(&mut tx, &row, &new).await.unwrap();
        let text = reflection::find(&mut tx, written).await.unwrap().unwrap();
        assert!(text.in_circle && text.settled_at.is_none() && text.revision == 1);
        let anew = NewReflection { learnt: "雨の日は声をかける", ..new.clone() };
        assert!(reflection::revise(&mut tx, &text, 1, &anew).await.unwrap());
        assert!(!reflection::revise(&mut tx, &text, 1, &anew).await.unwrap());
        let text = reflection::find(&mut tx, written).await.unwrap().unwrap();
        assert_eq!((text.revision, text.learnt.as_str()), (2, "雨の日は声をかける"));
        assert_eq!(reflection::revisions(&mut tx, &text, None).await.unwrap().len(), 2);
        reflection::sign(&mut tx, &text).await.unwrap();
        tx.commit().await.unwrap();

        // Before it is settled there is nothing to open.
        let key = PieceKey { kind: Piece::Reflection, id: written.uuid(), number: 0 };
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        assert!(hand::pieces(&mut tx, &on, None).await.unwrap().rows.iter().all(|one| one.key != key));
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        assert!(!row.reflected && row.together == Some(written));
        reflection::sign(&mut tx, &text).await.unwrap();
        let signed = reflection::signatures(&mut tx, &text).await.unwrap();
        assert_eq!(signed.len(), 2);
        assert!(reflection::settle(&mut tx, &text).await.unwrap());
        assert!(!reflection::settle(&mut tx, &text).await.unwrap());
        assert!(!reflection::revise(&mut tx, &text, 2, &anew).await.unwrap());
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
        for (viewer, then) in [(two.official, false), (two.partner, true)] {
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            hand::raise(&mut tx, &on, key, Audience::Public).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(sees().await, then);
        }
    }

    async fn what_is_corrected_keeps_what_it_was(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        let counted = NewIndicator { name: "来た人", unit: "人", hope: "", baseline: Some(Measure(6_000)), form: Form::Bars };
        let today = moment.today();
        let new = NewTrial {
            round: 1, title: "水曜便", what: "運ぶ", place: "", begins: today, ends: today,
            indicators: std::slice::from_ref(&counted),
        };
        let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        let value = |value| NewMeasurement { indicator: 1, day: today, value: Measure(value), note: "" };
        let measured = trial::measure(&mut tx, &row, &value(90_000)).await.unwrap();
        let measured = trial::find_measurement(&mut tx, measured).await.unwrap().unwrap();
        assert!(trial::correct(&mut tx, &measured, &value(9_000), "数え間違い").await.unwrap());
        // A second correction of the same version is none.
        assert!(!trial::correct(&mut tx, &measured, &value(8_000), "").await.unwrap());
        let told = diary::NewEntry { day: today, body: "三人が来た", there: "浜口", voice: None };
        let told = diary::insert(&mut tx, &row, &told).await.unwrap();
        let told = diary::find(&mut tx, told).await.unwrap().unwrap();
        let anew = diary::NewEntry { day: today, body: "四人が来た", there: "", voice: None };
        assert!(trial::correct(&mut tx, &told, &anew, "").await.unwrap());
        let spent = cost::NewCost { day: today, what: "燃料", amount: 4_800, bearer: Bearer::Town, note: "" };
        let first = cost::insert(&mut tx, &row, &spent).await.unwrap();
        cost::insert(&mut tx, &row, &cost::NewCost { bearer: Bearer::Partner, amount: 200, ..spent }).await.unwrap();
        let first = cost::find(&mut tx, first).await.unwrap().unwrap();
        assert!(trial::correct(&mut tx, &first, &cost::NewCost { amount: 5_000, ..spent }, "領収書").await.unwrap());
        tx.commit().await.unwrap();

        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let record = trial::record(&mut tx, &row).await.unwrap();
        assert_eq!(record.earlier, [(measured.id, today, Measure(90_000))]);
        assert_eq!((record.values[0].value, record.values[0].written.reason.as_str()), (Measure(9_000), "数え間違い"));
        assert_eq!((record.indicators[0].form, record.indicators[0].baseline), (Form::Bars, Some(Measure(6_000))));
        assert_eq!((record.spent.town, record.spent.partner, record.plan), (5_000, 200, None));
        let before = trial::earlier(&mut tx, &told).await.unwrap();
        assert_eq!((before[0].words.as_str(), before[0].detail.as_str()), ("三人が来た", "浜口"));
        assert_eq!(diary::few(&mut tx, &row).await.unwrap()[0].body, "四人が来た");
        let costs = cost::list(&mut tx, &row, None).await.unwrap().rows;
        assert!(costs.iter().any(|one| one.before == Some(4_800) && one.amount == 5_000));
        let now = trial::find_measurement(&mut tx, measured.id).await.unwrap().unwrap();
        assert!(trial::withdraw(&mut tx, &now, "別の会場").await.unwrap());
        assert!(!trial::withdraw(&mut tx, &now, "").await.unwrap());
        let now = cost::find(&mut tx, first.id).await.unwrap().unwrap();
        assert!(trial::withdraw(&mut tx, &now, "二重").await.unwrap());
        assert_eq!(trial::record(&mut tx, &row).await.unwrap().spent.total(), 200);
        tx.commit().await.unwrap();

        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        assert!(trial::find_measurement(&mut tx, measured.id).await.unwrap().is_none());
        assert!(diary::find(&mut tx, told.id).await.unwrap().is_none());
        assert!(cost::find(&mut tx, first.id).await.unwrap().is_none());
        assert!(cost::all(&mut tx, &row).await.unwrap().is_empty() && diary::few(&mut tx, &row).await.unwrap().is_empty());
    }

    async fn nobody_is_handed_a_text_they_may_not_read(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        let today = moment.today();
        let new = NewTrial { round: 1, title: "水曜便", what: "運ぶ", place: "", begins: today, ends: today, indicators: &[] };
        let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        assert!(row.writing().is_none());
        trial::conclude(&mut tx, &row, today).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        let writing = row.writing().unwrap();
        assert_eq!((writing.until, writing.opened), (today.plus(7), false));
        let text = |learnt: &str| first_text::Text {
            learnt: learnt.to_owned(), keep: String::new(), change: String::new(), ask: String::new(),
        };
        first_text::insert(&mut tx, &row, &text("町の文")).await.unwrap();
        assert!(matches!(first_text::insert(&mut tx, &row, &text("二度目")).await, Err(store::Error::Conflict(_))));
        drop(tx);
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        trial::conclude(&mut tx, &row, today).await.unwrap();
        let row = trial::find(&mut tx, id).await.unwrap().unwrap();
        first_text::insert(&mut tx, &row, &text("町の文")).await.unwrap();
        tx.commit().await.unwrap();

        let read = async |viewer, day| -> Vec<String> {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let Some(row) = trial::find(&mut tx, id).await.unwrap() else {
                return Vec::new();
            };
            let all = first_text::list(&mut tx, &row, day).await.unwrap();
            all.into_iter().filter_map(|one| one.text.map(|text| text.learnt)).collect()
        };
        assert_eq!(read(two.official, today).await, ["町の文"]);
        assert!(read(two.partner, today).await.is_empty());
        assert!(read(two.partner, today.plus(7)).await.is_empty());
        assert_eq!(read(two.partner, today.plus(8)).await, ["町の文"]);
        assert!(read(two.outsider, today.plus(8)).await.is_empty());
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        first_text::insert(&mut tx, &row, &text("わたしたちの文")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(read(two.partner, today).await.len(), 2);
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        first_text::open(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        assert!(trial::find(&mut tx, id).await.unwrap().unwrap().writing().unwrap().opened);
    }
}
