//! A challenge of several towns: the text is settled by the hand of each, and of the partners.

use super::written_first;
use crate::{client::Client, round::Round, trials::begun, world::World};

/// A text of two towns and the partners that only the other town has not signed yet. Answers its address.
async fn signed_but_by_one(world: &World, round: &Round, elsewhere: &mut Client) -> String {
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let trial = begun(world, round, &mut official, 0).await;
    crate::joint::joined(world, round).await;
    official.post(&format!("{trial}/conclusion"), &[]).await.is(303);
    let first = format!("{trial}/first-text");
    elsewhere
        .post(&first, &[("learnt", "谷でも待った")])
        .await
        .is(303);
    written_first(&mut official, &mut partner, &trial).await;
    let text = [
        ("learnt", "雨の日は来られない"),
        ("next_question", "雨の日はどうする？"),
        ("onward", "next_round"),
    ];
    let made = partner.post(&format!("{trial}/reflection"), &text).await.is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    for client in [&mut official, &mut partner] {
        let signed = client
            .post(&format!("{path}/signature"), &[("number", "1")])
            .await
            .is(303);
        assert!(
            signed.location().ends_with("reflection-signed"),
            "{}",
            signed.location()
        );
    }
    path
}

#[tokio::test]
async fn a_text_of_two_towns_and_the_partners_is_settled_by_three_hands() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    let path = signed_but_by_one(&world, &round, &mut elsewhere).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let mut official = world.signed_in(&world.official).await;
    let page = official.get(&path).await.is(200);
    page.has("凪浦町")
        .has("杣野町")
        .has("みなさんの手")
        .has("まだ手が添えられていません")
        .lacks("両方の手")
        .lacks("/signature\"");
    official.get(&challenge).await.is(200).has("いま：ふりかえり");
    // 今日 asks the town whose hand is missing, and nobody whose hand is there.
    official
        .get("/home")
        .await
        .is(200)
        .lacks("いっしょの文にしましょう");
    elsewhere
        .get("/home")
        .await
        .is(200)
        .has("いっしょの文にしましょう");
    let sign = format!("{path}/signature");
    elsewhere.get(&path).await.is(200).has("/signature\"");
    let done = elsewhere.post(&sign, &[("number", "1")]).await.is(303);
    assert!(done.location().ends_with("reflected"), "{}", done.location());
    official
        .get(&challenge)
        .await
        .is(200)
        .has("いま：対話")
        .has("雨の日はどうする？");
}

#[tokio::test]
async fn when_the_town_whose_hand_was_missing_leaves_the_others_settle() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    let path = signed_but_by_one(&world, &round, &mut elsewhere).await;
    let departure = format!("/challenges/{}/towns/departure", round.challenge);
    elsewhere
        .post(&departure, &[("words", "今年は人手が足りない")])
        .await
        .is(303);
    let sign = format!("{path}/signature");
    elsewhere.post(&sign, &[("number", "1")]).await.is(404);
    let mut partner = world.signed_in(&world.partner).await;
    partner
        .get(&path)
        .await
        .is(200)
        .lacks("杣野町")
        .has(&format!("action=\"{sign}\""));
    let done = partner.post(&sign, &[("number", "1")]).await.is(303);
    assert!(done.location().ends_with("reflected"), "{}", done.location());
}
