//! Secrets in mails are used once and not for long; trying too often is counted.

use domain::Timestamp;
use store::{
    mailed_secret::{self, MISSES, Purpose},
    on_both_databases, session,
    testing::moment,
    throttle,
};

use crate::seeds;

on_both_databases! {
    async fn a_secret_is_used_once(db: Db) {
        let moment = moment();
        let person = seeds::person(&db, &moment).await;
        let mut tx = db.system(&moment).await.unwrap();
        let id = mailed_secret::insert(&mut tx, Purpose::Confirm, person).await.unwrap();
        assert!(mailed_secret::spend(&mut tx, id).await.unwrap());
        assert!(!mailed_secret::spend(&mut tx, id).await.unwrap());
    }

    async fn a_guessed_secret_ends(db: Db) {
        let moment = moment();
        let person = seeds::person(&db, &moment).await;
        let mut tx = db.system(&moment).await.unwrap();
        let id = mailed_secret::insert(&mut tx, Purpose::Confirm, person).await.unwrap();
        for _ in 0..MISSES {
            mailed_secret::miss(&mut tx, id).await.unwrap();
        }
        assert!(!mailed_secret::spend(&mut tx, id).await.unwrap());
    }

    async fn tries_are_counted_within_their_window(db: Db) {
        let moment = moment();
        let mut tx = db.system(&moment).await.unwrap();
        assert_eq!(throttle::count(&mut tx, "account:a", Timestamp::HOUR).await.unwrap(), 1);
        assert_eq!(throttle::count(&mut tx, "account:a", Timestamp::HOUR).await.unwrap(), 2);
        assert_eq!(throttle::count(&mut tx, "account:b", Timestamp::HOUR).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let later = moment.at(moment.now.plus(Timestamp::HOUR + 1));
        let mut tx = db.system(&later).await.unwrap();
        assert_eq!(throttle::count(&mut tx, "account:a", Timestamp::HOUR).await.unwrap(), 1);
    }

    async fn an_unused_session_ends(db: Db) {
        let moment = moment();
        let person = seeds::person(&db, &moment).await;
        let mut tx = db.system(&moment).await.unwrap();
        let token = session::insert(&mut tx, person, None, "", "").await.unwrap();
        assert!(session::find(&mut tx, &token).await.unwrap().is_some());
        tx.commit().await.unwrap();
        let later = moment.at(moment.now.plus(session::IDLE + 1));
        let mut tx = db.system_read(&later).await.unwrap();
        assert!(session::find(&mut tx, &token).await.unwrap().is_none());
    }
}
