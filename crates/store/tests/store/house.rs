//! What the house rests on: a record whose change shows and whose texts can be erased, work claimed once, an outbox that
//! skips nothing, a database that is left alone by an older program.

use domain::{Moment, Timestamp, Viewer};
use store::{
    Db, Location, event, jobs, migrate, outbox,
    testing::{TestDb, moment},
};
use uuid::Uuid;

use crate::{circle::execute, events::waiting, seeds};

/// Three people registered, their events chained.
async fn chained(db: &Db, moment: &Moment) {
    for _ in 0..3 {
        seeds::person(db, moment).await;
    }
    let events = waiting(db, "chain", 3).await;
    let mut tx = db.system(moment).await.unwrap();
    for one in &events {
        event::chain(&mut tx, one).await.unwrap();
    }
    outbox::advance(&mut tx, "chain", &events[2]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn broken(db: &Db) -> Vec<i64> {
    let mut tx = db.system_read(&moment()).await.unwrap();
    let verdict = event::verify(&mut tx).await.unwrap();
    verdict.broken.into_iter().map(|(_, number)| number).collect()
}

/// The event of the second link, whatever its position.
const SECOND: &str = "(SELECT event FROM event_digests WHERE number = 2)";

async fn a_change_of_the_record_shows(test: TestDb) {
    let (db, at, moment) = (&test.db, &test.location, moment());
    chained(db, &moment).await;
    assert_eq!(broken(db).await, Vec::<i64>::new());
    for (change, back) in [
        (
            format!("UPDATE events SET verb = 'invented' WHERE id = {SECOND}"),
            format!("UPDATE events SET verb = 'registered' WHERE id = {SECOND}"),
        ),
        (
            format!("UPDATE events SET at = at + 1 WHERE id = {SECOND}"),
            format!("UPDATE events SET at = at - 1 WHERE id = {SECOND}"),
        ),
        (
            format!("UPDATE event_texts SET after = 'だれか' WHERE event = {SECOND}"),
            format!("UPDATE event_texts SET after = '浜口' WHERE event = {SECOND}"),
        ),
    ] {
        execute(at, &change).await;
        assert_eq!(broken(db).await, [2], "{change}");
        execute(at, &back).await;
        assert_eq!(broken(db).await, Vec::<i64>::new(), "{back}");
    }
    // A person's texts can be erased: the chain holds without them.
    execute(at, &format!("DELETE FROM event_texts WHERE event = {SECOND}")).await;
    assert_eq!(broken(db).await, Vec::<i64>::new());
    // Taking a link out shows in the next one.
    execute(at, "DELETE FROM event_digests WHERE number = 2").await;
    assert_eq!(broken(db).await, [3]);
}

#[tokio::test]
async fn a_change_of_the_record_shows_on_sqlite() {
    a_change_of_the_record_shows(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn a_change_of_the_record_shows_on_postgres() {
    a_change_of_the_record_shows(TestDb::postgres().await).await;
}

async fn a_newer_database_is_left_alone(test: TestDb) {
    execute(
        &test.location,
        "INSERT INTO migrations (name) VALUES ('9999_future')",
    )
    .await;
    for answer in [
        migrate::run(&test.db).await.map(|_| ()),
        migrate::missing(&test.db).await.map(|_| ()),
    ] {
        let error = answer.unwrap_err().to_string();
        assert!(error.contains("newer tomoni (9999_future)"), "{error}");
    }
}

#[tokio::test]
async fn a_newer_database_is_left_alone_on_sqlite() {
    a_newer_database_is_left_alone(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn a_newer_database_is_left_alone_on_postgres() {
    a_newer_database_is_left_alone(TestDb::postgres().await).await;
}

store::on_both_databases! {
    async fn a_job_whose_worker_died_goes_to_another(db: Db) {
        let moment = moment();
        let mut tx = db.system(&moment).await.unwrap();
        jobs::insert(&mut tx, "mail", Uuid::from_u128(7), moment.now).await.unwrap();
        assert_eq!(jobs::claim(&mut tx, "mail", 10).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
        let after = |minutes: i64| moment.at(moment.now.plus(minutes * Timestamp::MINUTE));
        let mut tx = db.system(&after(4)).await.unwrap();
        assert!(jobs::claim(&mut tx, "mail", 10).await.unwrap().is_empty());
        drop(tx);
        let mut tx = db.system(&after(5)).await.unwrap();
        let claimed = jobs::claim(&mut tx, "mail", 10).await.unwrap();
        assert_eq!(claimed.len(), 1);
        jobs::delete(&mut tx, &claimed[0]).await.unwrap();
        assert!(jobs::claim(&mut tx, "mail", 10).await.unwrap().is_empty());
    }

    async fn a_key_that_leads_nowhere_is_refused(db: Db) {
        let moment = moment();
        let [town, _] = seeds::towns(&db, &moment).await;
        let person = seeds::person(&db, &moment).await;
        let nowhere = domain::id::DepartmentId::new(&moment);
        let post = store::post::NewPost {
            town, department: nowhere, person, title: "", admin: false, begins: moment.today(), ends: None,
        };
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        assert!(matches!(store::post::insert(&mut tx, &post).await, Err(store::Error::Conflict(_))));
        drop(tx);
        let new = |number| store::partner::NewPartner {
            name: "ひよりNPO", kana: "", kind: domain::organisation::Kind::Npo, number, about: "",
        };
        let number = "7000012050002".parse().unwrap();
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        store::partner::insert(&mut tx, &new(Some(&number))).await.unwrap();
        assert!(matches!(store::partner::insert(&mut tx, &new(Some(&number))).await, Err(store::Error::Conflict(_))));
    }
}

/// Two writers at the same time: only PostgreSQL has them.
#[tokio::test]
async fn two_workers_claim_different_jobs() {
    let test = TestDb::postgres().await;
    let moment = moment();
    let mut tx = test.db.system(&moment).await.unwrap();
    for number in 0..4 {
        jobs::insert(&mut tx, "mail", Uuid::from_u128(number), moment.now)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let (mut one, mut other) = (
        test.db.system(&moment).await.unwrap(),
        test.db.system(&moment).await.unwrap(),
    );
    let first = jobs::claim(&mut one, "mail", 2).await.unwrap();
    let second = jobs::claim(&mut other, "mail", 10).await.unwrap();
    assert_eq!((first.len(), second.len()), (2, 2));
    assert!(first.iter().all(|job| !second.contains(job)));
    one.commit().await.unwrap();
    other.commit().await.unwrap();
}

#[tokio::test]
async fn an_event_committed_late_is_not_skipped() {
    let test = TestDb::postgres().await;
    let (db, moment) = (&test.db, moment());
    let new = store::person::NewPerson {
        name: "一",
        kana: "",
        email: None,
        password: None,
        confirmed: false,
        locale: "ja",
    };
    // The first begins to write and is not done; the second writes after it and commits before it.
    let mut late = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
    store::person::insert(&mut late, &new).await.unwrap();
    let mut early = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
    store::person::insert(&mut early, &new).await.unwrap();
    early.commit().await.unwrap();
    let mut tx = db.system_read(&moment).await.unwrap();
    assert!(
        outbox::next(&mut tx, "chain").await.unwrap().is_empty(),
        "the second waits for the first"
    );
    drop(tx);
    late.commit().await.unwrap();
    let events = waiting(db, "chain", 2).await;
    assert_eq!(events.len(), 2);
    assert!(events[0].position < events[1].position);
    assert!(matches!(test.location, Location::Postgres(_)));
}
