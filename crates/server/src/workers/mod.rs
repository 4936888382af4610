//! What runs beside the pages: derives from the outbox what a change leads to, sends mails, wakes what rested long
//! enough, and sweeps what expired. Another process doing the same work is no error: whoever comes second tries again.

mod chain;
mod erase;
mod letters;
mod live;
mod post;
mod sweep;
mod wake;

use std::{future::Future, time::Duration};

use domain::Moment;
use files::Files;
use store::{Db, Error};
use tokio::task::JoinSet;

pub use letters::Desk;
pub use live::work as pass_on;
pub use post::Smtp;

use crate::source;

/// How long a worker rests once there is nothing left to do.
const PAUSE: Duration = Duration::from_secs(1);
/// How often days are looked at: what is due today is found within minutes of midnight.
const ROUND: Duration = Duration::from_mins(5);

/// Starts them all; they end when the set is dropped. Without a way to send mails these wait in the database.
pub fn start(db: &Db, files: &Files, desk: Desk, smtp: Option<Smtp>) -> JoinSet<()> {
    let mut set = JoinSet::new();
    set.spawn(again(
        "chaining events",
        PAUSE,
        db.clone(),
        |db, moment| async move { chain::work(&db, &moment).await },
    ));
    set.spawn(again("writing mails", PAUSE, db.clone(), move |db, moment| {
        let desk = desk.clone();
        async move { letters::work(&db, &desk, &moment).await }
    }));
    if let Some(smtp) = smtp {
        set.spawn(again("sending mails", PAUSE, db.clone(), move |db, moment| {
            let smtp = smtp.clone();
            async move { post::work(&db, &smtp, &moment).await }
        }));
    }
    let kept = files.clone();
    set.spawn(again("erasing files", PAUSE, db.clone(), move |db, moment| {
        let files = kept.clone();
        async move { erase::taken_back(&db, &files, &moment).await }
    }));
    let kept = files.clone();
    set.spawn(again("sweeping files", ROUND, db.clone(), move |db, moment| {
        let files = kept.clone();
        async move { erase::left_over(&db, &files, &moment).await }
    }));
    set.spawn(again(
        "waking challenges",
        ROUND,
        db.clone(),
        |db, moment| async move { wake::work(&db, &moment).await },
    ));
    set.spawn(again("sweeping", ROUND, db.clone(), |db, moment| async move {
        sweep::work(&db, &moment).await
    }));
    set
}

/// Works until it is dropped, without a pause as long as there is something to do.
async fn again<F: Future<Output = store::Result<bool>>>(
    what: &'static str,
    pause: Duration,
    db: Db,
    work: impl Fn(Db, Moment) -> F,
) {
    loop {
        match work(db.clone(), source::moment()).await {
            Ok(true) => {}
            Ok(false) | Err(Error::Conflict(_)) => tokio::time::sleep(pause).await,
            Err(error) => {
                tracing::warn!(%error, "{what} is tried again");
                tokio::time::sleep(pause).await;
            }
        }
    }
}
