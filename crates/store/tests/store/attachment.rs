//! Photos and files are seen as the record they hang on.

use domain::{Viewer, attachment::Media, audience::Audience, event::RecordKind};
use store::{
    adaptation,
    attachment::{self, NewAttachment, On},
    challenge, dialogue, diary, message,
    testing::moment,
    trial,
};

use crate::challenge::two;

fn new(object: &str) -> NewAttachment<'_> {
    NewAttachment {
        name: "集会所.jpg",
        media: Media::Jpeg,
        bytes: 340_000,
        digest: &[7; 32],
        size: Some((1200, 800)),
        caption: "集会所の黒板",
        object,
    }
}

store::on_both_databases! {
    async fn who_sees_a_record_sees_its_files(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let line = dialogue::list(&mut tx, None).await.unwrap().rows.remove(0);
        let row = dialogue::find(&mut tx, line.id).await.unwrap().unwrap();
        let own = attachment::insert(&mut tx, (&row).into(), &new("a")).await.unwrap();
        let said = message::insert(&mut tx, &row, "写真を送ります").await.unwrap();
        let on = On { town: row.town, kind: RecordKind::Message, record: said.uuid() };
        let with_words = attachment::insert(&mut tx, on, &new("b")).await.unwrap();
        tx.commit().await.unwrap();

        let sees = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let own = attachment::find(&mut tx, own).await.unwrap();
            (own.is_some(), attachment::find(&mut tx, with_words).await.unwrap().is_some())
        };
        assert_eq!(sees(two.official).await, (true, true));
        let stranger = sees(two.outsider).await;
        let record = {
            let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
            dialogue::find(&mut tx, row.id).await.unwrap().is_some()
        };
        assert_eq!(stranger, (record, false));
        assert!(!sees(Viewer::ANYONE).await.1, "what people write to each other stays with them");

        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let found = attachment::find(&mut tx, with_words).await.unwrap().unwrap();
        assert_eq!((found.stands_on, found.size, found.media), (row.id.uuid(), Some((1200, 800)), Media::Jpeg));
        let page = attachment::on_page(&mut tx, &row, 1, i64::MAX).await.unwrap();
        assert_eq!((page.own.len(), page.said.len(), page.more), (1, 1, false));
        assert_eq!(page.said[0].0, 1);
        assert!(attachment::on_page(&mut tx, &row, 0, 0).await.unwrap().said.is_empty());

        // A message taken back takes its files along; what is taken back is seen by nobody, and erased later.
        let words = message::find(&mut tx, said).await.unwrap().unwrap();
        attachment::withdraw_of(&mut tx, (&words).into()).await.unwrap();
        message::withdraw(&mut tx, &words).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sees(two.official).await, (true, false));
        let mut system = db.system(&moment).await.unwrap();
        let due = attachment::to_erase(&mut system).await.unwrap();
        assert_eq!(due.iter().map(|one| one.id).collect::<Vec<_>>(), [with_words]);
        assert!(attachment::is_kept(&mut system, "a").await.unwrap());
        assert!(attachment::is_kept(&mut system, "b").await.unwrap(), "until it is erased");
        attachment::erased(&mut system, &due[0]).await.unwrap();
        assert!(!attachment::is_kept(&mut system, "b").await.unwrap());
        assert!(attachment::to_erase(&mut system).await.unwrap().is_empty());
    }

    async fn a_dialogue_shows_its_newest_files_and_a_list_all_of_them(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let line = dialogue::list(&mut tx, None).await.unwrap().rows.remove(0);
        let row = dialogue::find(&mut tx, line.id).await.unwrap().unwrap();
        let mut ids = Vec::new();
        for count in 0..60 {
            ids.push(attachment::insert(&mut tx, (&row).into(), &new(&count.to_string())).await.unwrap());
        }
        ids.sort();
        let page = attachment::on_page(&mut tx, &row, 0, 0).await.unwrap();
        assert!(page.more);
        assert_eq!(page.own.iter().map(|one| one.id).collect::<Vec<_>>(), ids[48..]);
        let first = attachment::of_record(&mut tx, (&row).into(), None).await.unwrap();
        let second = attachment::of_record(&mut tx, (&row).into(), first.next.as_ref()).await.unwrap();
        assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 10, None));
        let last = attachment::find(&mut tx, ids[0]).await.unwrap().unwrap();
        attachment::describe(&mut tx, &last, "黒板").await.unwrap();
        assert_eq!(attachment::find(&mut tx, ids[0]).await.unwrap().unwrap().caption, "黒板");
        // Conflicts are told apart from faults: one object belongs to one file.
        assert!(attachment::insert(&mut tx, (&row).into(), &new("1")).await.is_err());
    }

    async fn photos_go_with_their_entry_of_the_diary(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let adapted = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let adapted = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        let today = moment.today();
        let tried = trial::NewTrial {
            round: 1, title: "水曜便", what: "運ぶ", place: "", begins: today, ends: today, indicators: &[],
        };
        let row = trial::insert(&mut tx, &adapted, &tried).await.unwrap();
        let row = trial::find(&mut tx, row).await.unwrap().unwrap();
        let mut hung = Vec::new();
        for back in 0..4 {
            let told = diary::NewEntry { day: today.plus(-back), body: "晴れ", there: "", voice: None };
            let entry = diary::insert(&mut tx, &row, &told).await.unwrap();
            let entry = diary::find(&mut tx, entry).await.unwrap().unwrap();
            hung.push(attachment::insert(&mut tx, (&entry).into(), &new(&back.to_string())).await.unwrap());
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let all = diary::list(&mut tx, &row, None).await.unwrap().rows;
        assert!(all.len() == 4 && all.iter().all(|one| one.files == 1));
        // Those of a page of the diary, and none of the days before and after it.
        let files = attachment::of_diary(&mut tx, &row, &all[1..3]).await.unwrap();
        let mut found: Vec<_> = files.iter().map(|one| one.id).collect();
        let mut expected = hung[1..3].to_vec();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
        assert!(files.iter().all(|one| one.stands_on == row.id.uuid()));
        assert!(attachment::of_diary(&mut tx, &row, &[]).await.unwrap().is_empty());
        // An entry taken back hides what hangs on it, at once and by itself.
        assert!(trial::withdraw(&mut tx, &all[1], "別の日").await.unwrap());
        assert!(attachment::find(&mut tx, hung[1]).await.unwrap().is_none());
        assert!(attachment::find(&mut tx, hung[2]).await.unwrap().is_some());
        assert_eq!(attachment::of_diary(&mut tx, &row, &all).await.unwrap().len(), 3);
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        assert!(attachment::find(&mut tx, hung[2]).await.unwrap().is_none());
    }

    async fn a_record_that_is_opened_opens_its_files(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let line = dialogue::list(&mut tx, None).await.unwrap().rows.remove(0);
        let old = dialogue::find(&mut tx, line.id).await.unwrap().unwrap();
        let new_one = dialogue::NewDialogue {
            town: old.town, partner: None, challenge: None, kind: old.kind, held_on: old.held_on, starts: None,
            place: "", title: "ひらいた対話", notes: "", agenda: "", spot: None, audience: Audience::Public, participants: &[],
        };
        let id = dialogue::insert(&mut tx, &new_one).await.unwrap();
        let row = dialogue::find(&mut tx, id).await.unwrap().unwrap();
        let file = attachment::insert(&mut tx, (&row).into(), &new("z")).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        assert!(attachment::find(&mut tx, file).await.unwrap().is_some());
    }
}
