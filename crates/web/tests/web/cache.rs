//! Pages kept for strangers: never one person's for another, and never longer than allowed. That what is closed again is
//! closed at once is tested with the hands, in `challenges.rs`.

use crate::world::World;

#[tokio::test]
async fn a_kept_page_is_nobodys_own_and_in_the_language_asked_for() {
    let world = World::new().await;
    world.visitor().get("/towns").await.is(200).has("自治体");
    let mut english = world.visitor();
    english.set_cookie("__Host-tomoni-language", "en");
    english.get("/towns").await.is(200).has("<html lang=\"en\"");
    let mut easy = world.visitor();
    easy.set_cookie("__Host-tomoni-language", "easy");
    easy.get("/towns").await.is(200).has("class=\"is-easy\"");
    let mut western = world.visitor();
    western.set_cookie("__Host-tomoni-calendar", "seireki");
    western.get("/towns").await.is(200).has("/calendar/wareki");
    world
        .visitor()
        .get("/towns")
        .await
        .is(200)
        .has("/calendar/seireki");
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
