//! `/towns` and `/towns/{code}`.

use crate::world::World;

#[tokio::test]
async fn towns_are_found_by_name_reading_and_prefecture() {
    let world = World::new().await;
    let mut client = world.visitor();
    client
        .get("/towns")
        .await
        .is(200)
        .has("凪浦町")
        .has("杣野町")
        .has("架空");
    client
        .get("/towns?q=%E3%81%AA%E3%81%8E")
        .await
        .is(200)
        .has("凪浦町")
        .lacks("杣野町");
    client
        .get("/towns?q=%E3%83%8A%E3%82%AE%E3%82%A6%E3%83%A9")
        .await
        .is(200)
        .has("凪浦町");
    client
        .get("/towns?prefecture=18")
        .await
        .is(200)
        .lacks("凪浦町")
        .has("見つかりませんでした");
    client.get("/towns?q=%FF%FE&q=x&after=%00").await.is(200);
}

#[tokio::test]
async fn a_town_that_does_not_exist_is_not_found() {
    let world = World::new().await;
    let mut client = world.visitor();
    client
        .get(&format!("/towns/{}", world.town))
        .await
        .is(200)
        .has("なぎうらちょう");
    for address in ["/towns/000000", "/towns/993418", "/towns/nagiura", "/towns/%FF"] {
        client
            .get(address)
            .await
            .is(404)
            .has("ページが見つかりません")
            .has("/sign-in");
    }
    // Whoever has a session is not told to sign in.
    let mut official = world.signed_in(&world.official).await;
    official
        .get("/towns/000000")
        .await
        .is(404)
        .lacks("/sign-in")
        .has("href=\"/home\"");
}

#[tokio::test]
async fn pages_change_language() {
    let world = World::new().await;
    let mut client = world.visitor();
    assert_eq!(
        client.get("/language/en?to=/towns").await.is(303).location(),
        "/towns"
    );
    client
        .get("/towns")
        .await
        .has("Local governments")
        .has("lang=\"en\"");
    assert_eq!(
        client
            .get("/language/ja?to=//evil.example/")
            .await
            .is(303)
            .location(),
        "/"
    );
    for elsewhere in [
        "/%09/evil.example/",
        "/%5C/evil.example",
        "https://evil.example",
        "/%E7%94%BA",
    ] {
        assert_eq!(
            client
                .get(&format!("/language/ja?to={elsewhere}"))
                .await
                .is(303)
                .location(),
            "/",
            "{elsewhere}"
        );
    }
    client.get("/language/xx?to=/").await.is(404);
}
