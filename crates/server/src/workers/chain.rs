//! Chains events by their digests, so that a change of the record shows.

use domain::Moment;
use store::{Db, event, outbox};

/// The name of the consumer that chains events.
const CHAIN: &str = "chain";

/// Chains the next events in the order they were committed. Answers whether there were any.
pub async fn work(db: &Db, moment: &Moment) -> store::Result<bool> {
    let mut tx = db.system(moment).await?;
    let events = outbox::next(&mut tx, CHAIN).await?;
    let Some(last) = events.last() else {
        return Ok(false);
    };
    for one in &events {
        event::chain(&mut tx, one).await?;
    }
    outbox::advance(&mut tx, CHAIN, last).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use store::testing;

    use super::*;

    /// Fewer events than the demo world has, and enough to see that it was chained.
    const FEWEST: u64 = 200;

    store::on_both_databases! {
        async fn everything_of_the_demo_world_stands_in_a_chain_that_holds(db: Db) {
            let moment = testing::moment();
            crate::demo::load(&db, &moment).await.unwrap();
            // On PostgreSQL the newest events wait until no older transaction runs, also those of other tests.
            let expected = loop {
                while work(&db, &moment).await.unwrap() {}
                let mut tx = db.system(&moment).await.unwrap();
                let verdict = event::verify(&mut tx).await.unwrap();
                if verdict.links >= FEWEST {
                    break verdict;
                }
                tokio::task::yield_now().await;
            };
            assert_eq!(expected.broken, []);
        }
    }
}
