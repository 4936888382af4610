//! Voices left with a town: who reads them when, two looks at what is kept back, and what came of them.

use domain::{
    Coded, Hat, Moment, Viewer,
    adaptation::Change,
    id::{DepartmentId, SeatId},
    letter::{Anonymity, Channel, Criterion, Outcome, Standing},
    voice::{Consent, Speaker},
};
use store::{
    Db, adaptation, challenge,
    letter::{self, CameOfKind, NewLetter, NewReview},
    testing::moment,
    voice::{self, Voice},
};

use crate::{
    challenge::{Two, two, wording},
    seeds,
};

async fn left(db: &Db, moment: &Moment, two: &Two, consent: Consent, receipt: u8) -> Voice {
    let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
    let new = NewLetter {
        town: two.town,
        channel: Channel::Web,
        words: "重いものだけ届けてほしい",
        speaker: Speaker::Resident,
        anonymity: Anonymity::Described,
        described: "70代",
        consent,
        receipt: &[receipt; 32],
    };
    letter::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
    let found = letter::find_by_receipt(&mut tx, &[receipt; 32]).await.unwrap();
    found.unwrap()
}

async fn look(db: &Db, moment: &Moment, viewer: Viewer, voice: &Voice, outcome: Outcome) -> bool {
    let mut tx = db.for_viewer(viewer).write(moment).await.unwrap();
    let before = letter::reviews(&mut tx, voice.town, voice.id).await.unwrap();
    let eyes = before.first().map(|one| one.person);
    let Ok(standing) = voice.standing.after(outcome, viewer.person.unwrap(), eyes) else {
        return false;
    };
    let new = NewReview {
        outcome,
        criterion: (outcome == Outcome::Keep).then_some(Criterion::Person),
        reason: "お名前が分かるため",
        standing,
    };
    let done = letter::review(&mut tx, voice, &new).await.unwrap();
    if done {
        tx.commit().await.unwrap();
    }
    done
}

async fn heard(db: &Db, viewer: Viewer, voice: &Voice) -> bool {
    let mut tx = db.for_viewer(viewer).read().await.unwrap();
    voice::find(&mut tx, voice.id).await.unwrap().is_some()
}

async fn again(db: &Db, receipt: u8) -> Voice {
    let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
    let found = letter::find_by_receipt(&mut tx, &[receipt; 32]).await.unwrap();
    found.unwrap()
}

/// Another of the town's staff, outside the circle.
async fn colleague(db: &Db, moment: &Moment, two: &Two) -> Viewer {
    let hat = Hat::Staff {
        town: two.town,
        seat: SeatId::new(moment),
        department: DepartmentId::new(moment),
        admin: false,
    };
    Viewer::wearing(seeds::person(db, moment).await, hat)
}

store::on_both_databases! {
    async fn a_voice_waits_with_the_towns_staff_and_opens_after_a_look(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let colleague = colleague(&db, &moment, &two).await;
        let voice = left(&db, &moment, &two, Consent::Public, 1).await;
        assert_eq!((voice.standing, voice.channel, voice.described.as_str()), (Standing::Waiting, Channel::Web, "70代"));
        for (viewer, may) in [(two.official, true), (colleague, true), (two.partner, false), (Viewer::ANYONE, false)] {
            assert_eq!(heard(&db, viewer, &voice).await, may);
        }
        let mut tx = db.for_viewer(colleague).read().await.unwrap();
        assert_eq!(letter::list(&mut tx, two.town, Standing::Waiting, None).await.unwrap().rows.len(), 1);
        assert_eq!(letter::list(&mut tx, two.town, Standing::Second, None).await.unwrap().rows.len(), 0);
        drop(tx);
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        assert_eq!(letter::list(&mut tx, two.town, Standing::Waiting, None).await.unwrap().rows.len(), 0);
        drop(tx);
        assert!(look(&db, &moment, two.official, &voice, Outcome::Open).await);
        assert!(!look(&db, &moment, colleague, &voice, Outcome::Keep).await, "it changed meanwhile");
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        assert_eq!(voice::open_of_town(&mut tx, two.town, None).await.unwrap().rows.len(), 1);
        assert_eq!(letter::reviews(&mut tx, two.town, voice.id).await.unwrap().len(), 1);
    }

    async fn what_is_kept_back_has_a_reason_and_two_pairs_of_eyes(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let colleague = colleague(&db, &moment, &two).await;
        let voice = left(&db, &moment, &two, Consent::Public, 1).await;
        assert!(look(&db, &moment, two.official, &voice, Outcome::Keep).await);
        let voice = again(&db, 1).await;
        assert_eq!(voice.standing, Standing::Second);
        assert!(!look(&db, &moment, two.official, &voice, Outcome::Keep).await, "the same eyes");
        assert!(look(&db, &moment, colleague, &voice, Outcome::Keep).await);
        let voice = again(&db, 1).await;
        assert_eq!(voice.standing, Standing::Kept);
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let looks = letter::reviews(&mut tx, two.town, voice.id).await.unwrap();
        let told: Vec<_> = looks.iter().map(|one| (one.criterion, one.reason.as_str())).collect();
        assert_eq!(told, [(Some(Criterion::Person), "お名前が分かるため"); 2]);
        assert_eq!(voice::open_of_town(&mut tx, two.town, None).await.unwrap().rows.len(), 0);
    }

    async fn a_voice_for_those_involved_reaches_the_circle_it_is_tied_to(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let voice = left(&db, &moment, &two, Consent::Circle, 1).await;
        assert!(look(&db, &moment, two.official, &voice, Outcome::Open).await);
        let voice = again(&db, 1).await;
        assert!(!heard(&db, two.partner, &voice).await, "it belongs to no circle yet");
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        assert!(letter::tie(&mut tx, &voice, Some(two.challenge)).await.unwrap());
        tx.commit().await.unwrap();
        assert!(heard(&db, two.partner, &voice).await);
        assert!(!heard(&db, Viewer::ANYONE, &voice).await);
        let record = left(&db, &moment, &two, Consent::Record, 2).await;
        assert!(look(&db, &moment, two.official, &record, Outcome::Open).await);
        assert!(heard(&db, two.official, &record).await && !heard(&db, two.partner, &record).await);
    }

    async fn its_author_takes_it_back_from_everybody(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let voice = left(&db, &moment, &two, Consent::Public, 1).await;
        assert!(look(&db, &moment, two.official, &voice, Outcome::Open).await);
        let voice = again(&db, 1).await;
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        assert!(letter::withdraw(&mut tx, &voice).await.unwrap());
        assert!(!letter::withdraw(&mut tx, &voice).await.unwrap());
        tx.commit().await.unwrap();
        assert!(!heard(&db, two.official, &voice).await && !heard(&db, Viewer::ANYONE, &voice).await);
        assert_eq!(again(&db, 1).await.standing, Standing::Withdrawn);
    }

    async fn its_author_learns_what_came_of_it(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let voice = left(&db, &moment, &two, Consent::Public, 1).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        assert!(letter::tie(&mut tx, &voice, Some(two.challenge)).await.unwrap());
        let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let new = challenge::NewWording { voice: Some(voice.id), because: "声から", ..wording("頼める買い物") };
        challenge::word(&mut tx, &row, &new).await.unwrap().unwrap();
        let part = adaptation::NewPart {
            part: None, change: Change::Added, title: "頼む方法", body: "電話を一本", reason: "声から", dialogue: None,
            voice: Some(voice.id), terms: domain::package::Terms::default(),
        };
        let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        adaptation::insert(&mut tx, &row, None, "水曜の港", "はじめ", std::slice::from_ref(&part)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let came = letter::came_of(&mut tx, two.town, voice.id).await.unwrap();
        let told: Vec<_> = came.iter().map(|one| (one.kind, one.title.as_str(), one.audience.code())).collect();
        assert!(told.contains(&(CameOfKind::Wording, "頼める買い物", "circle")), "{told:?}");
        assert!(told.contains(&(CameOfKind::Part, "頼む方法", "circle")), "{told:?}");
        assert_eq!(told.len(), 2);
    }
}
