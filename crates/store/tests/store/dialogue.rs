//! Dialogues and the voices heard in them.

use domain::{
    Viewer,
    audience::Audience,
    dialogue::{Kind, Presence},
    voice::{Consent, Speaker},
};
use store::{
    dialogue::{self, Edit},
    testing::moment,
    voice::{self, NewVoice},
};

use crate::challenge::two;

/// The one dialogue the viewer reads.
async fn only(tx: &mut store::ReadTx) -> dialogue::Dialogue {
    let line = dialogue::list(tx, None).await.unwrap().rows.remove(0);
    dialogue::find(tx, line.id).await.unwrap().unwrap()
}

store::on_both_databases! {
    async fn a_dialogue_is_changed_by_whoever_read_its_last_version(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let row = only(&mut tx).await;
        let edit = Edit {
            agenda: "",
            spot: None,
            kind: Kind::Meeting, held_on: row.held_on, starts: Some("14:00"), place: "役場", title: "あとから",
            notes: "書き足した",
        };
        assert!(dialogue::update(&mut tx, &row, row.version, &edit).await.unwrap());
        assert!(!dialogue::update(&mut tx, &row, row.version, &edit).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        let again = dialogue::find(&mut tx, row.id).await.unwrap().unwrap();
        assert_eq!((again.version, again.starts.as_deref(), again.title.as_str()), (2, Some("14:00"), "あとから"));
    }

    async fn whoever_was_there_says_so_and_then_sees_it(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let row = only(&mut tx).await;
        assert_eq!(dialogue::acquaintances(&mut tx, moment.today()).await.unwrap().len(), 0);
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        assert!(dialogue::find(&mut tx, row.id).await.unwrap().is_none());
        for _ in 0..2 {
            dialogue::confirm(&mut tx, &row, "遠回 歩", Presence::Partner).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        assert_eq!(dialogue::list(&mut tx, None).await.unwrap().rows.len(), 1);
        let there = dialogue::participants(&mut tx, row.town, row.id).await.unwrap();
        assert_eq!(there.iter().map(|one| (one.presence, one.confirmed)).collect::<Vec<_>>(),
            [(Presence::Town, true), (Presence::Partner, true)]);
        assert_eq!(dialogue::acquaintances(&mut tx, moment.today()).await.unwrap().len(), 1);
        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        assert_eq!(dialogue::list(&mut tx, None).await.unwrap().rows.len(), 0);
    }

    async fn a_voice_goes_as_far_as_its_consent_and_the_town_let_it(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let at = only(&mut tx).await;
        let mut ids = Vec::new();
        for consent in [Consent::Record, Consent::Circle, Consent::Public] {
            let new = NewVoice {
                town: at.town, dialogue: Some(at.id), challenge: at.challenge, words: "重いものだけ届けて",
                speaker: Speaker::Resident, described: "70代", consent,
            };
            ids.push(voice::insert(&mut tx, &new).await.unwrap());
        }
        tx.commit().await.unwrap();
        let heard = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            voice::of_challenge(&mut tx, two.town, two.challenge, None).await.unwrap().rows.len()
        };
        assert_eq!(heard(two.official).await, 3);
        assert_eq!(heard(two.partner).await, 2, "the circle hears what may leave the dialogue");
        assert_eq!((heard(two.outsider).await, heard(Viewer::ANYONE).await), (0, 0));
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let last = voice::find(&mut tx, ids[2]).await.unwrap().unwrap();
        voice::open(&mut tx, &last, Audience::Public, "個人が分からない").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((heard(two.outsider).await, heard(Viewer::ANYONE).await), (1, 1));
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        assert_eq!(voice::of_dialogue(&mut tx, two.town, at.id).await.unwrap().len(), 1);
    }
}
