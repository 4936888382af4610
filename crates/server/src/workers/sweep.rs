//! Deletes what expired: sessions, mailed secrets, windows in which tries were counted,
//! drafts nobody came back to, addresses and requests for corrections whose time is over.

use domain::Moment;
use store::{Db, correction_request, draft, mailed_secret, session, submission, throttle};

/// Sweeps once; there is never more to do at once.
pub async fn work(db: &Db, moment: &Moment) -> store::Result<bool> {
    let mut tx = db.system(moment).await?;
    let sessions = session::sweep(&mut tx).await?;
    let secrets = mailed_secret::sweep(&mut tx).await?;
    let windows = throttle::sweep(&mut tx).await?;
    let drafts = draft::sweep(&mut tx).await?;
    let words = submission::sweep(&mut tx).await?;
    let requests = correction_request::sweep(&mut tx).await?;
    tx.commit().await?;
    tracing::debug!(sessions, secrets, windows, drafts, words, requests, "swept");
    Ok(false)
}

#[cfg(test)]
mod tests {
    use domain::{Timestamp, Viewer};
    use store::{person::NewPerson, testing};

    use super::*;

    store::on_both_databases! {
        async fn only_what_expired_is_swept(db: Db) {
            let moment = testing::moment();
            let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
            let new = NewPerson { name: "浜口", kana: "", email: None, password: None, confirmed: false, locale: "ja" };
            let person = store::person::insert(&mut tx, &new).await.unwrap();
            tx.commit().await.unwrap();
            let mut tx = db.system(&moment).await.unwrap();
            let token = session::insert(&mut tx, person, None, "", "").await.unwrap();
            throttle::count(&mut tx, "try", Timestamp::HOUR).await.unwrap();
            tx.commit().await.unwrap();
            work(&db, &moment).await.unwrap();
            let mut tx = db.system(&moment).await.unwrap();
            assert!(session::find(&mut tx, &token).await.unwrap().is_some());
            assert_eq!(throttle::count(&mut tx, "try", Timestamp::HOUR).await.unwrap(), 2);
            tx.commit().await.unwrap();
            let later = moment.at(moment.now.plus(session::IDLE));
            work(&db, &later).await.unwrap();
            let mut tx = db.system(&moment).await.unwrap();
            assert!(session::find(&mut tx, &token).await.unwrap().is_none());
            assert_eq!(throttle::count(&mut tx, "try", Timestamp::HOUR).await.unwrap(), 1);
        }
    }
}
