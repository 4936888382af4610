//! Pages kept for strangers: never one person's for another, and never longer than allowed.

use crate::{round::Round, world::World};

#[tokio::test]
async fn what_is_closed_again_is_closed_for_strangers_at_once() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let id = round.challenge.to_string();
    let hand = |audience| {
        [
            ("kind", "wording"),
            ("piece", id.as_str()),
            ("number", "1"),
            ("audience", audience),
        ]
    };
    let hands = format!("{challenge}/hands");
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    // One application for all: the shelf belongs to it.
    for client in [&mut official, &mut partner] {
        client.post(&hands, &hand("public")).await.is(303);
    }
    world.visitor().get(&challenge).await.is(200);
    world.visitor().get(&challenge).await.is(200).has("買い物の足");
    partner.post(&hands, &hand("")).await.is(303);
    world.visitor().get(&challenge).await.is(404);
}

#[tokio::test]
async fn a_kept_page_is_nobodys_own_and_in_the_language_asked_for() {
    let world = World::new().await;
    world.visitor().get("/towns").await.is(200).has("自治体");
    let mut english = world.visitor();
    english.set_cookie("__Host-tomoni-language", "en");
    english.get("/towns").await.is(200).has("<html lang=\"en\"");
    let mut official = world.signed_in(&world.official).await;
    official.get("/towns").await.is(200).has("浜口 澄江");
    let page = world
        .visitor()
        .get("/towns")
        .await
        .is(200)
        .lacks("浜口 澄江")
        .lacks("csrf");
    assert!(page.headers.contains_key("content-security-policy"));
    // A page with a form carries its own browser's token.
    let one = world.visitor().get("/sign-in").await.is(200);
    let other = world.visitor().get("/sign-in").await.is(200);
    assert_ne!(crate::client::token(&one.body), crate::client::token(&other.body));
}

#[tokio::test]
async fn what_others_change_shows_within_seconds() {
    let world = World::new().await;
    let town = format!("/towns/{}", world.town);
    world.visitor().get(&town).await.is(200).lacks("島の町");
    let mut tx = world.write(&world.admin).await;
    let row = store::municipality::find(&mut tx, world.town)
        .await
        .unwrap()
        .unwrap();
    store::municipality::describe(&mut tx, &row, "島の町です")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    world.visitor().get(&town).await.is(200).lacks("島の町");
    world.pass(5_000_000);
    world.visitor().get(&town).await.is(200).has("島の町");
}
