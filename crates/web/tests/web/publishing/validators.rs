//! Whoever has a page already is told so.

use axum::{
    body::Body,
    http::{Method, Request, header},
};

use super::opened;
use crate::{
    client::{Answer, Client},
    world::World,
};

async fn asks(client: &mut Client, method: Method, path: &str, tag: Option<&str>) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8080");
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn whoever_has_a_page_is_told_so() {
    let world = World::new().await;
    let mut pages = opened(&world).await;
    let mut visitor = world.visitor();
    for path in [
        pages.challenge.clone(),
        "/challenges.atom".to_owned(),
        format!("{}/picture.png", pages.challenge),
    ] {
        let first = visitor.get(&path).await.is(200);
        let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
        assert!(tag.starts_with('"'), "{tag} is strong");
        assert_eq!(first.headers[header::VARY], "cookie");
        assert_eq!(first.headers[header::CACHE_CONTROL], "no-cache");
        for sent in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let kept = asks(&mut visitor, Method::GET, &path, Some(&sent)).await.is(304);
            assert!(kept.body.is_empty());
            assert_eq!(kept.headers[header::ETAG], tag.as_str());
            assert_eq!(kept.headers[header::VARY], "cookie");
        }
        asks(&mut visitor, Method::GET, &path, Some("\"other\""))
            .await
            .is(200);
        let head = asks(&mut visitor, Method::HEAD, &path, None).await.is(200);
        assert!(head.body.is_empty());
        assert_eq!(head.headers[header::ETAG], tag.as_str());
        assert!(head.headers[header::CONTENT_LENGTH] != "0");
        asks(&mut visitor, Method::HEAD, &path, Some(&tag)).await.is(304);
        // After the shelf is emptied the same bytes have the same name.
        world.pass(6_000_000);
        asks(&mut visitor, Method::GET, &path, Some(&tag)).await.is(304);
    }
    let challenge = pages.challenge.clone();
    let tag = visitor.get(&challenge).await.headers[header::ETAG]
        .to_str()
        .unwrap()
        .to_owned();
    let mut english = world.visitor();
    english.set_cookie("__Host-tomoni-language", "en");
    asks(&mut english, Method::GET, &challenge, Some(&tag))
        .await
        .is(200);
    // Whoever is signed in reads their own page, which nobody keeps.
    let own = asks(&mut pages.official, Method::GET, &challenge, Some(&tag))
        .await
        .is(200);
    assert_eq!(own.headers[header::CACHE_CONTROL], "no-store");
    assert!(!own.headers.contains_key(header::ETAG));
    // What changed is sent, what was taken back is gone.
    let path = format!("{challenge}/corrections/wording.{}.2", pages.id);
    let form = [("remark", "notice"), ("words", "足した"), ("reason", "わけ")];
    pages.partner.post(&path, &form).await.is(303);
    asks(&mut visitor, Method::GET, &challenge, Some(&tag))
        .await
        .is(200)
        .has("足した");
    pages.hand(true, &[], "").await.is(303);
    asks(&mut visitor, Method::GET, &challenge, Some(&tag))
        .await
        .is(404);
    visitor.get(&format!("{challenge}/picture.png")).await.is(404);
    visitor.get(&format!("{challenge}/feed.atom")).await.is(404);
}
