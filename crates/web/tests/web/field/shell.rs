//! What is put on a telephone: the page, its pictures, its worker, and a shell that holds nobody's data.

use axum::http::header;

use super::read;
use crate::{round::Round, world::World};

#[tokio::test]
async fn the_page_is_put_on_a_telephone_with_our_own_pictures() {
    let world = World::new().await;
    let mut visitor = world.visitor();
    for (path, lang, name) in [
        ("/manifest.webmanifest", "ja", "現地メモ"),
        ("/manifest.webmanifest?lang=en", "en", "Field notes"),
    ] {
        let answer = visitor.get(path).await.is(200);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/manifest+json");
        let manifest = read(&answer);
        assert_eq!(manifest["lang"], lang);
        assert_eq!(manifest["short_name"], name);
        assert_eq!(manifest["start_url"], "/field");
        assert_eq!(manifest["display"], "standalone");
        let icons = manifest["icons"].as_array().unwrap();
        assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
        for icon in icons {
            let src = icon["src"].as_str().unwrap();
            let picture = visitor.get(src).await.is(200);
            assert_eq!(
                picture.headers[header::CONTENT_TYPE],
                icon["type"].as_str().unwrap()
            );
        }
    }
    let mut official = world.signed_in(&world.official).await;
    let page = official.get("/field").await.is(200);
    let csp = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        csp.contains("worker-src 'self'") && csp.contains("manifest-src 'self'"),
        "{csp}"
    );
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    page.has("rel=\"manifest\"");
}

#[tokio::test]
async fn the_worker_is_looked_at_anew_and_may_do_little() {
    let world = World::new().await;
    let answer = world.visitor().get("/sw.js").await.is(200);
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "text/javascript; charset=utf-8"
    );
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(
        answer.headers[header::CONTENT_SECURITY_POLICY],
        "default-src 'none'; connect-src 'self'"
    );
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    answer.has(pages::assets::JS_FIELD_JS).has("/field/offline");
}

#[tokio::test]
async fn the_shell_holds_nobodys_data() {
    let world = World::new().await;
    Round::seed(&world).await;
    let nobody = world.visitor().get("/field/offline").await.is(200);
    assert_eq!(nobody.headers[header::CACHE_CONTROL], "no-cache");
    for actor in [world.official, world.partner, world.operator] {
        let mut client = world.signed_in(&actor).await;
        let shell = client.get("/field/offline").await.is(200);
        assert_eq!(shell.body, nobody.body, "the same for everybody");
    }
    nobody
        .lacks("csrf")
        .lacks("浜口")
        .lacks("移動販売")
        .has("data-owner=\"\"");
}
