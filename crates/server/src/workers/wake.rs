//! Wakes challenges whose rest ends today: as long as there is a need it goes round.

use domain::{Moment, Viewer, phase::Step};
use store::{Db, challenge};

/// Wakes those that are due. Answers whether there were any.
pub async fn work(db: &Db, moment: &Moment) -> store::Result<bool> {
    let mut system = db.system_read(moment).await?;
    let due = challenge::due(&mut system, moment.today()).await?;
    drop(system);
    let mut woken = false;
    for one in due {
        let Ok(place) = one.place.after(Step::Woken) else {
            tracing::error!(challenge = %one.id, "rests and cannot be woken");
            continue;
        };
        let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await?;
        challenge::advance(&mut tx, one.town, one.id, place, "woken").await?;
        tx.commit().await?;
        woken = true;
    }
    Ok(woken)
}

#[cfg(test)]
mod tests {
    use domain::{Timestamp, phase::Phase};
    use store::testing;

    use super::*;

    store::on_both_databases! {
        async fn a_rest_ends_on_its_day_and_not_before(db: Db) {
            let moment = testing::moment();
            crate::demo::load(&db, &moment).await.unwrap();
            assert!(!work(&db, &moment).await.unwrap());
            let in_a_year = moment.at(moment.now.plus(366 * Timestamp::DAY));
            let mut tx = db.system_read(&moment).await.unwrap();
            let due = challenge::due(&mut tx, in_a_year.today()).await.unwrap();
            drop(tx);
            let first = due.first().unwrap().clone();
            let day = first.place.rest_until.unwrap();
            let before = moment.at(day.plus(-1).midnight());
            assert!(!work(&db, &before).await.unwrap());
            assert!(work(&db, &moment.at(day.midnight())).await.unwrap());
            assert!(!work(&db, &moment.at(day.midnight())).await.unwrap());
            let mut tx = db.system_read(&moment).await.unwrap();
            let left = challenge::due(&mut tx, in_a_year.today()).await.unwrap();
            assert!(left.iter().all(|one| one.id != first.id && one.place.phase == Phase::Resting));
        }
    }
}
