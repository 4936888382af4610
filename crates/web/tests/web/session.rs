//! Hats, signing out, and what protects every answer.

use axum::{
    body::Body,
    http::{Request, header},
};

use crate::{client::token, world::World};

#[tokio::test]
async fn a_hat_changes_the_token() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.official).await;
    let old = client.cookie("__Host-tomoni-session").unwrap().to_owned();
    let hat = world.official.hat.code();
    client.post("/hat", &[("hat", &hat)]).await.is(303);
    assert_ne!(client.cookie("__Host-tomoni-session").unwrap(), old);
    let mut thief = world.visitor();
    thief.set_cookie("__Host-tomoni-session", &old);
    thief.get("/towns").await.is(200).lacks("浜口");
    client.get("/towns").await.is(200).has("浜口");
}

#[tokio::test]
async fn nobody_wears_a_hat_that_is_not_theirs() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.official).await;
    let hat = world.admin.hat.code();
    client.post("/hat", &[("hat", &hat)]).await.is(404);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.official).await;
    let token = client.cookie("__Host-tomoni-session").unwrap().to_owned();
    client.post("/sign-out", &[]).await.is(303);
    assert!(client.cookie("__Host-tomoni-session").is_none());
    let mut thief = world.visitor();
    thief.set_cookie("__Host-tomoni-session", &token);
    thief.get("/towns").await.lacks("浜口");
}

#[tokio::test]
async fn a_form_from_elsewhere_is_not_taken_and_keeps_what_was_typed() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.official).await;
    let token = client.token().await;
    let body = format!(
        "csrf={token}&hat=x&notes=%E5%A4%A7%E4%BA%8B%E3%81%AA%E8%A8%98%E9%8C%B2&password=secret-words"
    );
    let send = |site: &str, body: &str| {
        Request::post("/hat")
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    client
        .send(send("cross-site", &body))
        .await
        .is(403)
        .has("大事な記録")
        .lacks("secret-words");
    client.send(send("same-origin", "hat=x")).await.is(403);
    let foreign = Request::post("/hat")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::HOST, "localhost:8080")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.clone()))
        .unwrap();
    client.send(foreign).await.is(403);
    client.send(send("same-origin", &body)).await.is(404);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let world = World::new().await;
    let mut client = world.visitor();
    for path in ["/towns", "/nothing/here", pages::assets::APP_CSS] {
        let answer = client.get(path).await;
        let csp = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            csp.contains("default-src 'none'") && !csp.contains("unsafe-inline"),
            "{csp}"
        );
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}

#[tokio::test]
async fn errors_are_json_for_those_who_ask_for_json() {
    let world = World::new().await;
    let request = Request::get("/towns/000000").header(header::ACCEPT, "application/json");
    let answer = world
        .visitor()
        .send(request.body(Body::empty()).unwrap())
        .await
        .is(404);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    answer.has("\"status\":404");
}

#[tokio::test]
async fn a_persona_of_the_demo_is_one_click_away_and_nobody_outside_a_demo() {
    let world = World::new().await;
    let mut visitor = world.visitor();
    let start = visitor
        .get("/")
        .await
        .is(200)
        .has("だれかになって入る")
        .has("浜口 澄江");
    let token = token(&start.body).unwrap();
    visitor
        .post_with(&token, "/demo/sign-in", &[("persona", "nobody")])
        .await
        .is(404);
    visitor
        .post_with(&token, "/demo/sign-in", &[("persona", "town-official")])
        .await
        .is(303);
    visitor.get("/challenges?mine=1").await.is(200).has("浜口 澄江");
    // Whoever is not signed in is led there, and elsewhere than in a demo nothing is.
    let mut other = world.visitor();
    assert!(
        other
            .get("/dialogues/new")
            .await
            .is(303)
            .location()
            .starts_with("/sign-in?to=")
    );
    let mut app = world.app.clone();
    app.settings = std::sync::Arc::new(web::Settings::for_tests());
    let mut plain = crate::client::Client::new(web::router(app));
    plain.get("/").await.is(200).lacks("だれかになって入る");
    plain.get("/sign-in").await.is(200).lacks("だれかになって入る");
}
