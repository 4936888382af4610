//! What a telephone keeps: the dialogues of its own person.

use axum::http::header;

use super::{read, state};
use crate::{round::Round, world::World};

#[tokio::test]
async fn ones_own_dialogues_can_be_chosen_and_no_others() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    official
        .get("/field")
        .await
        .is(200)
        .has("移動販売のあとを聞く")
        .has("新しい訪問をはじめる");
    let asked = format!("/field?dialogue={}", round.dialogue);
    for actor in [world.colleague, world.elsewhere, world.outsider] {
        let mut other = world.signed_in(&actor).await;
        other.get(&asked).await.is(200).lacks("移動販売");
        let state = state(&mut other).await;
        assert_eq!(state["visits"], serde_json::json!([]));
    }
}

#[tokio::test]
async fn what_the_telephone_needs_is_its_own_persons() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let answer = official.get("/field/state").await.is(200);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let one = read(&answer);
    assert_eq!(one["visits"][0]["id"], round.dialogue.to_string());
    assert_eq!(one["visits"][0]["notes"], "月曜の朝に集まった方と話した。");
    assert_eq!(one["town"], "凪浦町");
    let again = state(&mut world.signed_in(&world.official).await).await;
    assert_eq!(one["owner"], again["owner"], "another session, the same person");
    let other = state(&mut world.signed_in(&world.partner).await).await;
    assert_ne!(one["owner"], other["owner"]);
    assert!(
        !one["owner"]
            .as_str()
            .unwrap()
            .contains(&world.official.person.to_string())
    );
    let professional = state(&mut world.signed_in(&world.professional).await).await;
    assert_eq!(professional["writes"], false);
    world.visitor().get("/field/state").await.is(303);
}
