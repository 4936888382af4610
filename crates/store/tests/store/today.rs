//! What waits for somebody under the hat they wear.

use domain::{
    Viewer,
    audience::Audience,
    dialogue::{Kind, Participant, Presence},
    today::Waiting,
};
use store::{
    dialogue::{self, NewDialogue},
    testing::moment,
    today,
};

use crate::challenge::two;

store::on_both_databases! {
    async fn whoever_is_said_to_have_been_there_is_asked_once(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let there = [Participant {
            name: "遠回 歩".into(), presence: Presence::Partner,
            account: two.partner.person.zip(two.partner.seat()), confirmed: false,
        }];
        let new = NewDialogue { agenda: "", spot: None,
            town: two.official.town().unwrap(), partner: None, challenge: None, kind: Kind::Visit,
            held_on: moment.today(), starts: None, place: "", title: "港を歩く", notes: "",
            audience: Audience::Participants, participants: &there,
        };
        let id = dialogue::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();

        let waits = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let lines = today::list(&mut tx, moment.today()).await.unwrap();
            lines.into_iter().filter(|line| line.waiting == Waiting::Presence).collect::<Vec<_>>()
        };
        let lines = waits(two.partner).await;
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].waiting, lines[0].record, lines[0].title.as_str(), lines[0].day),
            (Waiting::Presence, id.uuid(), "港を歩く", Some(moment.today())));
        assert_eq!(waits(two.outsider).await, []);
        assert_eq!(waits(Viewer::ANYONE).await, []);

        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let row = dialogue::find(&mut tx, id).await.unwrap().unwrap();
        dialogue::confirm(&mut tx, &row, "遠回 歩", Presence::Partner).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits(two.partner).await, []);
    }

    async fn words_wait_for_everybody_there_until_they_are_read(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let sits = |name: &str, presence, viewer: Viewer| Participant {
            name: name.into(), presence, account: viewer.person.zip(viewer.seat()), confirmed: true,
        };
        let there = [
            sits("浜口 澄江", Presence::Town, two.official),
            sits("遠回 歩", Presence::Partner, two.partner),
        ];
        let new = NewDialogue { agenda: "", spot: None,
            town: two.official.town().unwrap(), partner: None, challenge: None, kind: Kind::Meeting,
            held_on: moment.today(), starts: None, place: "", title: "朝の便", notes: "",
            audience: Audience::Participants, participants: &there,
        };
        let id = dialogue::insert(&mut tx, &new).await.unwrap();
        let row = dialogue::find(&mut tx, id).await.unwrap().unwrap();
        store::message::insert(&mut tx, &row, "月曜に伺います").await.unwrap();
        tx.commit().await.unwrap();

        let waits = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let lines = today::list(&mut tx, moment.today()).await.unwrap();
            lines.iter().filter(|line| line.waiting == Waiting::Words).map(|line| line.record).collect::<Vec<_>>()
        };
        assert!(waits(two.official).await.is_empty(), "who wrote it has read it");
        assert!(waits(two.outsider).await.is_empty());
        assert_eq!(waits(two.partner).await, [id.uuid()]);
        let mut tx = db.system(&moment).await.unwrap();
        store::message::read(&mut tx, row.town, id, two.partner.seat().unwrap(), 1).await.unwrap();
        tx.commit().await.unwrap();
        assert!(waits(two.partner).await.is_empty());
    }
}
