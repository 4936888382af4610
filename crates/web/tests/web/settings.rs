//! What a person sets for themselves: password, sessions, name, language.

use crate::{accounts::with_password, world::World};

const SESSION: &str = "__Host-tomoni-session";

#[tokio::test]
async fn changing_the_password_asks_for_the_old_one_and_ends_other_sessions() {
    let world = World::new().await;
    with_password(&world, &world.official, "みなとの朝市は朝七時から").await;
    let mut other = world.signed_in(&world.official).await;
    let mut client = world.signed_in(&world.official).await;
    let old = client.cookie(SESSION).unwrap().to_owned();
    let fields = [
        ("password", "ちがうパスワードです"),
        ("new-password", "川べりの桜は四月のはじめ"),
    ];
    client
        .post("/account/password", &fields)
        .await
        .is(422)
        .has("いまのパスワードと違います");
    let fields = [("password", "みなとの朝市は朝七時から"), fields[1]];
    client.post("/account/password", &fields).await.is(303);
    assert_ne!(client.cookie(SESSION).unwrap(), old);
    client.get("/account").await.is(200);
    other.get("/account").await.is(303);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.official).await;
    let mut other = world.signed_in(&world.official).await;
    let mut stranger = world.signed_in(&world.colleague).await;
    let page = client
        .get("/account/sessions")
        .await
        .is(200)
        .has("この端末")
        .has("127.0.0.1");
    let start = page.body.find("/account/sessions/").unwrap();
    let ending = page.body[start..].split('"').next().unwrap().to_owned();
    let ending = if ending.ends_with("/ending") {
        ending
    } else {
        page.body
            .split("action=\"")
            .find(|part| part.contains("/ending\""))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    stranger.post(&ending, &[]).await.is(404);
    client.post(&ending, &[]).await.is(303);
    other.get("/account").await.is(303);
    client.get("/account").await.is(200);
    let mut third = world.signed_in(&world.official).await;
    client.post("/account/sessions/endings", &[]).await.is(303);
    third.get("/account").await.is(303);
    client.get("/account").await.is(200);
}

#[tokio::test]
async fn settings_are_kept_and_the_language_follows_them() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.official).await;
    let long = "長".repeat(101);
    let fields = [
        ("name", long.as_str()),
        ("kana", "はまぐち"),
        ("locale", "fr"),
        ("calendar", "seireki"),
    ];
    client
        .post("/account", &fields)
        .await
        .is(422)
        .has("100文字まで")
        .has("選択肢から")
        .has("はまぐち");
    let fields = [
        ("name", "浜口 澄"),
        ("kana", ""),
        ("locale", "en"),
        ("calendar", "seireki"),
    ];
    client.post("/account", &fields).await.is(303);
    client
        .get("/account")
        .await
        .is(200)
        .has("<html lang=\"en\"")
        .has("浜口 澄")
        .has("value=\"seireki\" checked");
    client.get("/home").await.is(200).has("2026");
}
