//! Visits that begin without a network.

use super::{problems, read, send};
use crate::world::World;

#[tokio::test]
async fn a_visit_begun_without_a_network_gathers_what_follows() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let today = world.today().to_string();
    let visit = [
        ("visit", "new"),
        ("once", "k-aaaaaaaaaa"),
        ("title", "岬の停留所で待つ"),
        ("day", today.as_str()),
        ("place", "岬"),
        ("audience", "participants"),
        ("note", "ベンチがない。"),
    ];
    // What follows came first: it waits for the visit.
    let voice = [
        ("visit", "k-aaaaaaaaaa"),
        ("once", "k-bbbbbbbbbb"),
        ("words", "雨の日は、みんな車の中で待つの"),
        ("speaker", "resident"),
        ("consent", "record"),
    ];
    let early = send(&mut official, "/field", &voice).await.is(422);
    assert_eq!(problems(&early)[0].0, "visit");
    for _ in 0..2 {
        send(&mut official, "/field", &visit).await.is(200);
    }
    let taken = send(&mut official, "/field", &voice).await.is(200);
    let path = read(&taken)["path"].as_str().unwrap().to_owned();
    official
        .get(&path)
        .await
        .is(200)
        .has("ベンチがない。")
        .has("雨の日は、みんな車の中で待つの")
        .has("訪問");
    let list = official.get("/dialogues").await.is(200);
    assert_eq!(list.body.matches("岬の停留所で待つ").count(), 1);
    // Nobody else's word leads there, and what they may not see is not there.
    let mut colleague = world.signed_in(&world.colleague).await;
    let theirs = [
        ("visit", "k-aaaaaaaaaa"),
        ("once", "k-cccccccccc"),
        ("note", "見えますか"),
    ];
    let answer = send(&mut colleague, "/field", &theirs).await.is(422);
    assert_eq!(problems(&answer)[0].0, "visit");
    let id = path.trim_start_matches("/dialogues/");
    let theirs = [("visit", id), ("once", "k-cccccccccc"), ("note", "見えますか")];
    send(&mut colleague, "/field", &theirs)
        .await
        .is(404)
        .has("\"status\":404");
    // A day ahead is planned, not visited; further than the town nothing is opened here.
    let ahead = world.today().plus(1).to_string();
    let wrong = [
        ("visit", "new"),
        ("title", "あした"),
        ("day", ahead.as_str()),
        ("audience", "public"),
    ];
    let answer = send(&mut official, "/field", &wrong).await.is(422);
    let fields: Vec<_> = problems(&answer).into_iter().map(|one| one.0).collect();
    assert_eq!(fields, ["day", "audience"]);
}

#[tokio::test]
async fn a_partner_names_the_town_of_a_visit() {
    let world = World::new().await;
    let mut partner = world.signed_in(&world.partner).await;
    let today = world.today().to_string();
    let mut visit = vec![
        ("visit", "new"),
        ("once", "k-dddddddddd"),
        ("title", "朝の港"),
        ("day", today.as_str()),
        ("audience", "town"),
    ];
    let answer = send(&mut partner, "/field", &visit).await.is(422);
    assert_eq!(problems(&answer)[0].0, "town");
    visit.push(("town", "凪浦町"));
    send(&mut partner, "/field", &visit).await.is(200);
}
