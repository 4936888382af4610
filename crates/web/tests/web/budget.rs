//! What a page may cost: at most five queries, the one that looks up who is asking among them.

use std::str::FromStr;

use domain::{
    audience::Audience,
    challenge::Piece,
    id::{AdaptationId, ChallengeId, ReflectionId, TrialId},
};
use store::{hand, testing::statements};
use web::access::table;

use crate::{
    access::{address, seeded},
    world::World,
};

/// The most queries of a page.
const MOST: u64 = 5;

/// What routes are filled in with.
pub type Seeds = Vec<(&'static str, String)>;

/// Reads every page as each of them and answers how many there were; fails on pages that ask too often.
async fn read_every_page(world: &World, seeds: &Seeds) -> u32 {
    let mut over = Vec::new();
    let mut read = 0;
    for actor in [Some(world.official), Some(world.partner), Some(world.admin), None] {
        let mut client = match actor {
            Some(actor) => world.signed_in(&actor).await,
            None => world.visitor(),
        };
        for entry in table().iter().filter(|entry| entry.method == "GET") {
            let address = address(entry.path, seeds);
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
    assert!(over.is_empty(), "{}", over.join("\n"));
    read
}

/// The id that a page's address is made with.
pub fn id<K: FromStr>(seeds: &Seeds, name: &str) -> K {
    let found = seeds.iter().find(|(one, _)| *one == name);
    found.and_then(|(_, id)| id.parse().ok()).expect("an id")
}

#[tokio::test]
async fn every_page_asks_the_database_at_most_five_times() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let read = read_every_page(&world, &seeds).await;
    assert!(read > 120, "{read} pages were read");
}

#[tokio::test]
async fn nor_more_often_where_pieces_are_open_to_everyone_and_towns_are_named() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let challenge: ChallengeId = id(&seeds, "{challenge}");
    let adaptation: AdaptationId = id(&seeds, "{adaptation}");
    let trial: TrialId = id(&seeds, "{trial}");
    let reflection: ReflectionId = id(&seeds, "{reflection}");
    let towns = format!("/adaptations/{adaptation}/towns");
    let mut official = world.signed_in(&world.official).await;
    official
        .post(&towns, &[("town", &world.town.to_string())])
        .await
        .is(303);
    let mut tx = world.write(&world.official).await;
    let text = store::reflection::find(&mut tx, reflection)
        .await
        .unwrap()
        .unwrap();
    assert!(store::reflection::settle(&mut tx, &text).await.unwrap());
    tx.commit().await.unwrap();
    for actor in [world.official, world.partner] {
        for (kind, id, number) in [
            (Piece::Wording, challenge.uuid(), 1),
            (Piece::Adaptation, adaptation.uuid(), 1),
            (Piece::Trial, trial.uuid(), 0),
            (Piece::Reflection, reflection.uuid(), 0),
        ] {
            let mut tx = world.write(&actor).await;
            let row = store::challenge::find(&mut tx, challenge).await.unwrap().unwrap();
            let key = hand::PieceKey { kind, id, number };
            hand::raise(&mut tx, &row, key, Audience::Public).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    for page in [
        format!("/challenges/{challenge}"),
        format!("/adaptations/{adaptation}"),
        format!("/trials/{trial}"),
        format!("/reflections/{reflection}"),
    ] {
        world.visitor().get(&page).await.is(200);
    }
    let read = read_every_page(&world, &seeds).await;
    assert!(read > 120, "{read} pages were read");
}
