//! Erases files: the bytes of those taken back, and what a form that was not taken left in the store.

use domain::{Moment, Timestamp};
use files::{Files, Key};
use store::{Db, Error, attachment};

/// How long something may lie in the store without a row before it is left over.
const GRACE: i64 = Timestamp::DAY;
/// How often a shelf is looked at: each of the 256 comes round within a day.
const TURN: i64 = 5 * Timestamp::MINUTE;

/// Erases the bytes of files taken back. Answers whether there were any.
pub async fn taken_back(db: &Db, files: &Files, moment: &Moment) -> store::Result<bool> {
    let mut tx = db.system_read(moment).await?;
    let due = attachment::to_erase(&mut tx).await?;
    drop(tx);
    for one in &due {
        if let Some(key) = Key::parse(&one.object) {
            files.delete(&key).await.map_err(unreached)?;
        }
        let mut tx = db.system(moment).await?;
        attachment::erased(&mut tx, one).await?;
        tx.commit().await?;
    }
    Ok(!due.is_empty())
}

/// Deletes what lies on this moment's shelf and belongs to no file.
pub async fn left_over(db: &Db, files: &Files, moment: &Moment) -> store::Result<bool> {
    let shelf = u8::try_from(moment.now.0.div_euclid(TURN).rem_euclid(256)).unwrap_or_default();
    let old = files
        .older(shelf, moment.now.plus(-GRACE))
        .await
        .map_err(unreached)?;
    for key in old {
        let mut tx = db.system_read(moment).await?;
        let kept = attachment::is_kept(&mut tx, key.as_str()).await?;
        drop(tx);
        if !kept {
            files.delete(&key).await.map_err(unreached)?;
            tracing::info!(key = key.as_str(), "swept from the store of files");
        }
    }
    Ok(false)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unreached(error: files::Error) -> Error {
    Error::Unavailable(error.to_string())
}

#[cfg(test)]
mod tests {
    use domain::{attachment::Media, event::RecordKind};
    use files::Part;
    use store::{
        attachment::{NewAttachment, On, find, insert, withdraw},
        testing,
    };

    use super::*;

    store::on_both_databases! {
        async fn what_was_taken_back_or_left_over_is_erased_and_nothing_else(db: Db) {
            let moment = testing::moment();
            crate::demo::load(&db, &moment).await.unwrap();
            let persona = &crate::demo::resolve(&db, &moment).await.unwrap()[0];
            let mut system = db.system_read(&moment).await.unwrap();
            let hats = store::hat::list(&mut system, persona.person, moment.today()).await.unwrap();
            drop(system);
            let viewer = domain::Viewer::wearing(persona.person, hats[0].hat);
            let files = Files::in_memory();
            let keys = [(); 3].map(|()| Key::new(&moment));
            for key in &keys {
                files.put(key, Part::Whole, "bytes".into()).await.unwrap();
            }
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            let there = store::dialogue::list(&mut tx, None).await.unwrap().rows;
            let row = store::dialogue::find(&mut tx, there[0].id).await.unwrap().unwrap();
            let on = On { town: row.town, kind: RecordKind::Dialogue, record: row.id.uuid() };
            let mut ids = Vec::new();
            for key in &keys[..2] {
                let new = NewAttachment {
                    name: "記録.txt", media: Media::Text, bytes: 5, digest: &[0; 32], size: None, caption: "", object: key.as_str(),
                };
                ids.push(insert(&mut tx, on, &new).await.unwrap());
            }
            let first = find(&mut tx, ids[0]).await.unwrap().unwrap();
            withdraw(&mut tx, &first).await.unwrap();
            tx.commit().await.unwrap();

            assert!(taken_back(&db, &files, &moment).await.unwrap());
            assert!(!taken_back(&db, &files, &moment).await.unwrap());
            let there = async |key: &Key| files.get(key, Part::Whole).await.unwrap().is_some();
            assert!(!there(&keys[0]).await && there(&keys[1]).await && there(&keys[2]).await);

            // Today nothing is left over; in two days, once every shelf was looked at, what has no row is gone.
            let round = |day: i64| (0..256).map(move |turn| day * Timestamp::DAY + turn * TURN);
            for after in round(0).take(1) {
                left_over(&db, &files, &moment.at(Timestamp(after))).await.unwrap();
            }
            assert!(there(&keys[2]).await);
            // The store in memory writes by the machine's clock.
            for after in round(2_000_000) {
                left_over(&db, &files, &moment.at(Timestamp(after))).await.unwrap();
            }
            assert!(there(&keys[1]).await && !there(&keys[2]).await);
        }
    }
}
