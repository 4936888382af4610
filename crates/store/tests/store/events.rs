//! Every change commits with its note, the notes reach their readers in order, and the chain holds.

use domain::Viewer;
use store::{
    Db, event, jobs, migrate, on_both_databases, outbox,
    person::{self, NewPerson},
    testing::moment,
};

use crate::seeds;

/// What a consumer is handed, once at least so many events are there. On PostgreSQL an event waits for every older
/// transaction of the whole server, those of other tests too: better late than skipped.
pub async fn waiting(db: &Db, consumer: &str, least: usize) -> Vec<event::Event> {
    let mut events = Vec::new();
    for _ in 0..20_000 {
        let mut tx = db.system_read(&moment()).await.unwrap();
        events = outbox::next(&mut tx, consumer).await.unwrap();
        if events.len() >= least {
            break;
        }
        tokio::task::yield_now().await;
    }
    events
}

on_both_databases! {
    async fn a_reader_gets_every_event_once_and_the_chain_holds(db: Db) {
        let moment = moment();
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        for name in ["一", "二", "三"] {
            let new = NewPerson { name, kana: "", email: None, password: None, confirmed: false, locale: "ja" };
            person::insert(&mut tx, &new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let events = waiting(&db, "chain", 3).await;
        let mut tx = db.system(&moment).await.unwrap();
        for one in &events {
            event::chain(&mut tx, one).await.unwrap();
        }
        outbox::advance(&mut tx, "chain", &events[2]).await.unwrap();
        assert!(outbox::next(&mut tx, "chain").await.unwrap().is_empty());
        tx.commit().await.unwrap();
        let mut tx = db.system_read(&moment).await.unwrap();
        let verdict = event::verify(&mut tx).await.unwrap();
        assert_eq!((verdict.links, verdict.broken), (3, vec![]));
        drop(tx);
        assert_eq!(waiting(&db, "another", 3).await.len(), 3);
    }

    async fn what_is_not_committed_is_not_there(db: Db) {
        let moment = moment();
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        let new = NewPerson { name: "一", kana: "", email: None, password: None, confirmed: false, locale: "ja" };
        person::insert(&mut tx, &new).await.unwrap();
        drop(tx);
        seeds::person(&db, &moment).await;
        assert_eq!(waiting(&db, "chain", 1).await.len(), 1);
    }

    async fn a_job_is_claimed_once_tried_again_later_and_set_aside(db: Db) {
        let mut moment = moment();
        let mut tx = db.system(&moment).await.unwrap();
        let subject = uuid::Uuid::from_u128(7);
        jobs::insert(&mut tx, "mail", subject, moment.now).await.unwrap();
        jobs::insert(&mut tx, "mail", subject, moment.now).await.unwrap();
        tx.commit().await.unwrap();
        for attempt in 0..jobs::ATTEMPTS {
            let mut tx = db.system(&moment).await.unwrap();
            let claimed = jobs::claim(&mut tx, "mail", 10).await.unwrap();
            assert_eq!(claimed.len(), 1, "attempt {attempt}");
            assert!(jobs::claim(&mut tx, "mail", 10).await.unwrap().is_empty());
            let again = jobs::retry(&mut tx, &claimed[0], "no answer").await.unwrap();
            assert_eq!(again, attempt + 1 < jobs::ATTEMPTS);
            tx.commit().await.unwrap();
            moment = moment.at(moment.now.plus(domain::Timestamp::DAY));
        }
        let mut tx = db.system(&moment).await.unwrap();
        assert!(jobs::claim(&mut tx, "mail", 10).await.unwrap().is_empty());
    }

    async fn migrating_again_changes_nothing(db: Db) {
        assert!(migrate::missing(&db).await.unwrap().is_empty());
        assert!(migrate::run(&db).await.unwrap().is_empty());
    }
}
