//! What a page may cost: at most five queries, the one that looks up who is asking among them.

use store::testing::statements;
use web::access::table;

use crate::{
    access::{address, seeded},
    world::World,
};

/// The most queries of a page.
const MOST: u64 = 5;

#[tokio::test]
async fn every_page_asks_the_database_at_most_five_times() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let mut over = Vec::new();
    let mut read = 0;
    for actor in [Some(world.official), Some(world.partner), Some(world.admin), None] {
        let mut client = match actor {
            Some(actor) => world.signed_in(&actor).await,
            None => world.visitor(),
        };
        for entry in table().iter().filter(|entry| entry.method == "GET") {
            let address = address(entry.path, &seeds);
            // What is written down after an answer, such as a session's use, is not the page's: it is written once.
            let mut asked = u64::MAX;
            for _ in 0..2 {
                let before = statements();
                let answer = client.get(&address).await;
                asked = asked.min(statements() - before);
                read += u32::from(answer.status.as_u16() == 200);
            }
            if asked > MOST {
                over.push(format!("{asked} queries for {}", entry.path));
            }
        }
    }
    over.sort();
    over.dedup();
    assert!(read > 120, "{read} pages were read");
    assert!(over.is_empty(), "{}", over.join("\n"));
}
