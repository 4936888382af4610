//! Feeds.

use axum::http::header;

use super::opened;
use crate::world::World;

#[tokio::test]
async fn feeds_are_atom() {
    let world = World::new().await;
    let pages = opened(&world).await;
    let mut visitor = world.visitor();
    visitor.get(&pages.challenge).await.has("application/atom+xml");
    visitor.get("/challenges").await.has("href=\"/challenges.atom\"");
    let mut seen = std::collections::BTreeSet::new();
    for path in [
        "/challenges.atom".to_owned(),
        format!("/towns/{}/feed.atom", world.town),
        format!("{}/feed.atom", pages.challenge),
    ] {
        let answer = visitor.get(&path).await.is(200);
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/atom+xml; charset=utf-8"
        );
        assert!(answer.headers.contains_key(header::LAST_MODIFIED));
        let document = roxmltree::Document::parse(&answer.body).unwrap();
        let feed = document.root_element();
        let atom = "http://www.w3.org/2005/Atom";
        assert!(feed.has_tag_name((atom, "feed")));
        let child = |node: roxmltree::Node<'_, '_>, name: &str| {
            let found: Vec<_> = node
                .children()
                .filter(|one| one.has_tag_name((atom, name)))
                .collect();
            assert_eq!(found.len(), 1, "{name} in {path}");
            found[0].text().unwrap().to_owned()
        };
        // Every feed has its own name; an entry has the same in all of them.
        assert!(seen.insert(child(feed, "id")));
        child(feed, "title");
        let entries: Vec<_> = feed
            .children()
            .filter(|one| one.has_tag_name((atom, "entry")))
            .collect();
        assert_eq!(entries.len(), 1);
        assert_eq!(
            child(entries[0], "id"),
            format!(
                "tag:localhost,2026:/pieces/wording.{}.2",
                pages.id.replace('-', "")
            )
        );
        assert!(child(entries[0], "title").contains("配送の足"));
        assert_eq!(child(entries[0], "updated"), child(feed, "updated"));
        assert!(child(entries[0], "content").contains("<p>店も客も無理をしない</p>"));
        let author = entries[0]
            .children()
            .find(|one| one.has_tag_name((atom, "author")))
            .unwrap();
        assert_eq!(child(author, "name"), "凪浦町");
        assert!(
            feed.descendants()
                .filter(|one| one.has_tag_name((atom, "link")))
                .all(|link| {
                    link.attribute("href")
                        .is_some_and(|href| href.starts_with("http://localhost:8080/"))
                })
        );
    }
    visitor
        .get(&format!("/towns/{}/feed.atom", world.other_town))
        .await
        .is(200)
        .lacks("<entry>");
}
