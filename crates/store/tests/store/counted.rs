//! What hangs on a trial is seen exactly as far as its one paragraph "what is counted" is open: the predicate in SQL says
//! what the rule of the domain says.

use domain::{
    Hat, Moment, Viewer,
    attachment::Media,
    audience::Audience,
    challenge::Piece,
    id::{SeatId, TrialId},
    paragraph::{Field, Place},
    spending::Bearer,
    trial::{Form, Measure},
};
use store::{
    Db, adaptation,
    attachment::{self, NewAttachment},
    challenge, cost, diary,
    hand::{self, PieceKey},
    testing::moment,
    trial::{self, NewIndicator, NewMeasurement, NewTrial},
};

use crate::challenge::{Two, two};

/// A trial with one of everything that hangs on it.
async fn tried(db: &Db, moment: &Moment, two: &Two) -> TrialId {
    let mut tx = db.for_viewer(two.official).write(moment).await.unwrap();
    let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
    let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[])
        .await
        .unwrap();
    let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
    let today = moment.today();
    let new = NewTrial {
        round: 1,
        title: "水曜便",
        what: "運ぶ。\n\n伏せる。",
        place: "集会所",
        begins: today,
        ends: today,
        indicators: &[NewIndicator {
            name: "来た人",
            unit: "人",
            hope: "",
            baseline: None,
            form: Form::Data,
        }],
    };
    let id = trial::insert(&mut tx, &adapted, &new).await.unwrap();
    let row = trial::find(&mut tx, id).await.unwrap().unwrap();
    let value = NewMeasurement {
        indicator: 1,
        day: today,
        value: Measure(9_000),
        note: "",
    };
    trial::measure(&mut tx, &row, &value).await.unwrap();
    let told = diary::NewEntry {
        day: today,
        body: "三人が来た",
        there: "",
        voice: None,
    };
    let entry = diary::insert(&mut tx, &row, &told).await.unwrap();
    let entry = diary::find(&mut tx, entry).await.unwrap().unwrap();
    let photo = NewAttachment {
        name: "集会所.jpg",
        media: Media::Jpeg,
        bytes: 340_000,
        digest: &[7; 32],
        size: Some((1200, 800)),
        caption: "集会所の黒板",
        object: "a",
    };
    attachment::insert(&mut tx, (&entry).into(), &photo)
        .await
        .unwrap();
    let spent = cost::NewCost {
        day: today,
        what: "燃料",
        amount: 4_800,
        bearer: Bearer::Town,
        note: "",
    };
    cost::insert(&mut tx, &row, &spent).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Whether the viewer is given every record of the trial, or none; anything between fails.
async fn given(db: &Db, viewer: Viewer, circle: Viewer, id: TrialId) -> bool {
    let mut inside = db.for_viewer(circle).read().await.unwrap();
    // The row as the circle has it: what the store gives does not rest on the caller's row.
    let row = trial::find(&mut inside, id).await.unwrap().unwrap();
    let value = trial::all_measurements(&mut inside, &row)
        .await
        .unwrap()
        .remove(0)
        .id;
    let told = diary::few(&mut inside, &row).await.unwrap();
    let photo = attachment::of_diary(&mut inside, &row, &told)
        .await
        .unwrap()
        .remove(0)
        .id;
    let entry = told[0].id;
    let spent = cost::all(&mut inside, &row).await.unwrap().remove(0).id;
    drop(inside);
    let mut tx = db.for_viewer(viewer).read().await.unwrap();
    let found = [
        trial::find_measurement(&mut tx, value).await.unwrap().is_some(),
        !trial::all_measurements(&mut tx, &row).await.unwrap().is_empty(),
        !trial::of_indicator(&mut tx, &row, 1, None)
            .await
            .unwrap()
            .rows
            .is_empty(),
        attachment::find(&mut tx, photo).await.unwrap().is_some(),
        diary::find(&mut tx, entry).await.unwrap().is_some(),
        !diary::few(&mut tx, &row).await.unwrap().is_empty(),
        !diary::list(&mut tx, &row, None).await.unwrap().rows.is_empty(),
        cost::find(&mut tx, spent).await.unwrap().is_some(),
        !cost::all(&mut tx, &row).await.unwrap().is_empty(),
    ];
    assert!(
        found.iter().all(|one| *one == found[0]),
        "{viewer:?} is given {found:?}"
    );
    found[0]
}

store::on_both_databases! {
    async fn what_hangs_on_a_trial_is_seen_as_far_as_what_is_counted(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let id = tried(&db, &moment, &two).await;
        let key = PieceKey { kind: Piece::Trial, id: id.uuid(), number: 0 };
        let professional = Hat::Professional { seat: SeatId::new(&moment) };
        let professional = Viewer::wearing(two.outsider.person.unwrap(), professional);
        let (circle, network, public) = (Audience::Circle, Audience::Network, Audience::Public);
        let hows = [circle, network, public];
        // How far the whole, one paragraph of the text, and what is counted are opened by both hands.
        for whole in hows {
            for (text, counted) in hows.into_iter().flat_map(|text| hows.map(|counted| (text, counted))) {
                for actor in [two.official, two.partner] {
                    let mut tx = db.for_viewer(actor).write(&moment).await.unwrap();
                    let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
                    let found = hand::passages(&mut tx, &row, key).await.unwrap().unwrap().places();
                    let of = |field| -> Vec<Place> { found.iter().filter(|one| one.field == field).copied().collect() };
                    hand::lower(&mut tx, &row, key).await.unwrap();
                    if whole > circle {
                        hand::raise(&mut tx, &row, key, whole).await.unwrap();
                    }
                    for (places, how) in [(&of(Field::What)[..1], text), (&of(Field::Counted)[..], counted)] {
                        if how > circle {
                            hand::raise_for(&mut tx, &row, key, places, how).await.unwrap();
                        }
                    }
                    tx.commit().await.unwrap();
                }
                for viewer in [two.official, two.partner, two.outsider, professional, Viewer::ANYONE] {
                    let mut tx = db.for_viewer(viewer).read().await.unwrap();
                    let row = trial::find(&mut tx, id).await.unwrap();
                    drop(tx);
                    let expected = row.is_some_and(|row| row.shows_counted());
                    let said = given(&db, viewer, two.official, id).await;
                    assert_eq!(said, expected, "{viewer:?}: {whole:?}, {text:?}, {counted:?}");
                    let from = if viewer == two.outsider { network } else { public };
                    if viewer != two.official && viewer != two.partner {
                        assert_eq!(said, whole.max(counted) >= from, "{viewer:?}: {whole:?}, {text:?}, {counted:?}");
                    }
                }
            }
        }
    }
}
