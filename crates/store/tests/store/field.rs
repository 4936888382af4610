//! What is taken along into the field: one's own dialogues, near today, and what a word led to.

use domain::{
    Viewer,
    audience::Audience,
    dialogue::{Kind, Participant, Presence},
    field::taken_along,
};
use store::{
    dialogue::{self, NewDialogue},
    submission,
    testing::moment,
};

use crate::challenge::{Two, two};

/// A visit the official recorded alone, so many days from today.
async fn visit(tx: &mut store::WriteTx, two: &Two, title: &str, days: i64, audience: Audience) {
    let me = Participant {
        name: "浜口".into(),
        presence: Presence::Town,
        account: two.official.person.zip(two.official.seat()),
        confirmed: true,
    };
    let held_on = tx.moment().today().plus(days);
    let new = NewDialogue {
        agenda: "",
        spot: None,
        town: two.town,
        partner: None,
        challenge: None,
        kind: Kind::Visit,
        held_on,
        starts: None,
        place: "岬",
        title,
        notes: "雨。",
        audience,
        participants: std::slice::from_ref(&me),
    };
    dialogue::insert(tx, &new).await.unwrap();
}

store::on_both_databases! {
    async fn ones_own_dialogues_near_today_are_taken_along(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        visit(&mut tx, &two, "来週", 7, Audience::Participants).await;
        visit(&mut tx, &two, "去年", -300, Audience::Town).await;
        visit(&mut tx, &two, "先月", -30, Audience::Public).await;
        tx.commit().await.unwrap();
        let (first, last) = taken_along(moment.today());
        let titles = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let rows = dialogue::along(&mut tx, first, last).await.unwrap();
            rows.into_iter().map(|one| one.title).collect::<Vec<_>>()
        };
        assert_eq!(titles(two.official).await, ["来週", "川上集会所で", "先月"]);
        // What one may read without having been there is not taken along.
        assert_eq!(titles(two.partner).await, Vec::<String>::new());
        assert_eq!(titles(Viewer::ANYONE).await, Vec::<String>::new());
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        let rows = dialogue::along(&mut tx, first, last).await.unwrap();
        assert_eq!((rows[0].notes.as_str(), rows[0].version, rows[0].place.as_str()), ("雨。", 1, "岬"));
    }

    async fn a_word_leads_its_own_person_to_what_it_became(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        submission::insert(&mut tx, "k-0123456789", "/dialogues/1").await.unwrap();
        visit(&mut tx, &two, "岬", 0, Audience::Town).await;
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        assert_eq!(submission::find(&mut tx, "k-0123456789").await.unwrap().as_deref(), Some("/dialogues/1"));
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        assert_eq!(submission::find(&mut tx, "k-0123456789").await.unwrap(), None);
    }
}
