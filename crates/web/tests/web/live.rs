//! Open pages: what is said arrives on them over a stream.

use std::time::Duration;

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;

use crate::{client::Client, round::Round, world::World};

/// As long as a test waits before it says that nothing came.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a page that listens is sent, until it has heard the last of the words.
async fn heard(client: &mut Client, path: &str, last: &str) -> String {
    let request = Request::builder().uri(path).header("accept", "text/event-stream");
    let mut stream = client.open(request.body(Body::empty()).unwrap()).await;
    let mut heard = String::new();
    let listen = async {
        while !heard.contains(last) {
            let frame = stream.frame().await.expect("the stream goes on").unwrap();
            heard.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
        }
    };
    tokio::time::timeout(PATIENCE, listen).await.unwrap();
    heard
}

#[tokio::test]
async fn what_is_said_arrives_on_an_open_page_until_its_reader_may_look_no_more() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}/messages", round.dialogue);
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let mut mark = {
        let mut tx = world.db.system_read(&world.moment()).await.unwrap();
        store::outbox::end(&mut tx).await.unwrap()
    };
    let request = Request::builder()
        .uri(&path)
        .header("accept", "text/event-stream");
    let mut stream = partner.open(request.body(Body::empty()).unwrap()).await;
    official.post(&path, &[("body", "いま届くことば")]).await.is(303);
    let mut heard = String::new();
    let listen = async {
        while !heard.contains("いま届くことば") {
            web::live::pass_on(&world.app, &mut mark).await.unwrap();
            let frame = stream.frame().await.expect("the stream goes on").unwrap();
            heard.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
        }
    };
    tokio::time::timeout(PATIENCE, listen).await.unwrap();
    assert!(heard.contains("id: ") && heard.contains("id=\"m-1\""), "{heard}");
    // Signed out, the page is told nothing more.
    partner.post("/sign-out", &[]).await.is(303);
    official
        .post(&path, &[("body", "もう届かないことば")])
        .await
        .is(303);
    let end = async {
        web::live::pass_on(&world.app, &mut mark).await.unwrap();
        while let Some(frame) = stream.frame().await {
            let frame = frame.unwrap();
            let text = String::from_utf8_lossy(frame.data_ref().unwrap()).into_owned();
            assert!(!text.contains("もう届かない"), "{text}");
        }
    };
    tokio::time::timeout(PATIENCE, end).await.unwrap();
}

#[tokio::test]
async fn whoever_was_away_is_told_everything_and_lines_stay_lines() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}/messages", round.dialogue);
    let mut partner = world.signed_in(&world.partner).await;
    let since = world.moment().now.0;
    let mut tx = world.write(&world.official).await;
    let row = store::dialogue::find(&mut tx, round.dialogue)
        .await
        .unwrap()
        .unwrap();
    for number in 1..=120 {
        let words = format!("留守のあいだの{number}番。");
        store::message::insert(&mut tx, &row, &words).await.unwrap();
    }
    let table = "```\n一行目\n二行目\n```";
    store::message::insert(&mut tx, &row, table).await.unwrap();
    tx.commit().await.unwrap();
    let heard = heard(&mut partner, &format!("{path}?since={since}"), "二行目").await;
    for number in 1..=120 {
        assert!(heard.contains(&format!("留守のあいだの{number}番。")), "{number}");
    }
    assert!(heard.contains("一行目\ndata: 二行目"), "{heard}");
}
