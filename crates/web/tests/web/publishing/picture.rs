//! The picture beside a link.

use axum::http::header;

use super::opened;
use crate::world::World;

#[tokio::test]
async fn a_link_to_a_public_challenge_shows_a_picture() {
    let world = World::new().await;
    let mut pages = opened(&world).await;
    let page = world.visitor().get(&pages.challenge).await.is(200);
    let picture = format!("http://localhost:8080{}/picture.png", pages.challenge);
    page.has(&format!("<meta property=\"og:image\" content=\"{picture}\">"))
        .has("<meta property=\"og:title\" content=\"配送の足\">")
        .has(&format!(
            "<meta property=\"og:url\" content=\"http://localhost:8080{}\">",
            pages.challenge
        ))
        .has("summary_large_image");
    let drawn = world
        .visitor()
        .get(&format!("{}/picture.png", pages.challenge))
        .await
        .is(200);
    assert_eq!(drawn.headers[header::CONTENT_TYPE], "image/png");
    assert!(drawn.body.contains("PNG"));
    // A newer wording is the circle's: the picture keeps the title everyone knows.
    let form = [
        ("title", "まだ見せない題名"),
        ("purpose", "ひみつ"),
        ("gains", "ひみつ"),
        ("wording", "ひみつ"),
        ("because", "ひみつ"),
        ("base", "2"),
    ];
    pages
        .official
        .post(&format!("{}/wordings", pages.challenge), &form)
        .await
        .is(303);
    world
        .visitor()
        .get(&pages.challenge)
        .await
        .is(200)
        .has("配送の足")
        .lacks("まだ見せない");
    pages
        .official
        .get(&format!("{}/feed.atom", pages.challenge))
        .await
        .is(200)
        .lacks("まだ見せない");
}
