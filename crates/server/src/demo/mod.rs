//! The demo world: fictional towns, partners and people with years of history, written through the same store functions
//! as everything else, day by day.

mod people;
mod personas;
mod pictures;
mod replay;
mod script;

use anyhow::Context;
use domain::{Day, Moment};
use store::Db;

pub use personas::{guide, resolve};
pub use pictures::keep;
use script::Script;

/// Writes the world into a database that does not have it yet. Answers whether it did.
pub async fn load(db: &Db, moment: &Moment) -> anyhow::Result<bool> {
    let script = Script::read()?;
    let first = script.town.first().context("a town in the demo world")?;
    let code = first.code.parse().context("the town's code")?;
    let mut tx = db.for_viewer(domain::Viewer::ANYONE).read().await?;
    if store::municipality::find(&mut tx, code).await?.is_some() {
        return Ok(false);
    }
    drop(tx);
    let base = monday(moment.today());
    let world = people::write(db, moment, base, &script).await?;
    replay::run(db, moment, base, &script, world).await?;
    Ok(true)
}

/// The Monday of a day's week: the scripts count from a Monday, so that visits keep their weekdays.
fn monday(day: Day) -> Day {
    day.plus(-(i64::from(day.weekday()) + 6).rem_euclid(7))
}

/// The moment at noon of a day so many days before the base.
fn noon(moment: &Moment, base: Day, days_ago: i64) -> Moment {
    const HALF_DAY: i64 = 12 * 3600 * 1_000_000;
    moment.at(base.plus(-days_ago).midnight().plus(HALF_DAY))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{Coded, Hat, Viewer, audience::Audience, phase::Phase, today::Waiting};
    use store::{challenge, testing};

    use super::*;

    #[test]
    fn the_base_day_is_a_monday_not_after_today() {
        for (day, base) in [
            ("2026-11-23", "2026-11-23"),
            ("2026-11-24", "2026-11-23"),
            ("2026-11-29", "2026-11-23"),
            ("2026-11-30", "2026-11-30"),
        ] {
            assert_eq!(monday(day.parse().unwrap()).to_string(), base);
        }
    }

    /// What waits for the personas, all together.
    async fn waiting(db: &Db, moment: &Moment) -> BTreeSet<Waiting> {
        let mut kinds = BTreeSet::new();
        for one in resolve(db, moment).await.unwrap() {
            let mut system = db.system_read(moment).await.unwrap();
            let hats = store::hat::list(&mut system, one.person, moment.today())
                .await
                .unwrap();
            for hat in hats
                .into_iter()
                .map(|worn| worn.hat)
                .filter(|hat| *hat != Hat::Operator)
            {
                let mut tx = db
                    .for_viewer(Viewer::wearing(one.person, hat))
                    .read()
                    .await
                    .unwrap();
                let lines = store::today::list(&mut tx, moment.today()).await.unwrap();
                kinds.extend(lines.into_iter().map(|line| line.waiting));
            }
        }
        kinds
    }

    store::on_both_databases! {
        async fn the_world_is_written_once_and_read_by_strangers_as_far_as_it_is_open(db: Db) {
            let moment = testing::moment();
            assert!(load(&db, &moment).await.map_err(|error| format!("{error:#}")).unwrap());
            assert!(!load(&db, &moment).await.unwrap());
            let personas = resolve(&db, &moment).await.unwrap();
            assert_eq!(personas.len(), 6);
            let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
            let open = challenge::list(&mut tx, challenge::Filter::ALL, None).await.unwrap().rows;
            assert!(!open.is_empty());
            assert!(open.iter().all(|line| line.audience == Audience::Public));
            // Loading compares each challenge with what its script expects; together they stand in every phase.
            let script = Script::read().unwrap();
            for phase in Phase::ALL {
                assert!(script.challenge.iter().any(|one| one.expect_phase == phase.code()), "{phase:?}");
            }
            assert!(script.challenge.iter().any(|one| one.expect_round == 2));
            let waiting = waiting(&db, &moment).await;
            for kind in [Waiting::Signature, Waiting::Move, Waiting::Measure, Waiting::Reflect, Waiting::Hand] {
                assert!(waiting.contains(&kind), "nobody of the world is asked for {kind:?}: {waiting:?}");
            }
            let dialogues = store::dialogue::list(&mut tx, None).await.unwrap().rows;
            assert!(dialogues.iter().all(|one| one.audience == Audience::Public) && !dialogues.is_empty());
        }
    }
}
