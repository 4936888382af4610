//! 試行 and ふりかえり through the router: the second half of a round.

use crate::{round::Round, world::World};

#[tokio::test]
async fn a_round_goes_from_trial_to_reflection_and_begins_again() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let new = format!("/adaptations/{}/trials/new", round.adaptation);
    official.get(&new).await.is(200).has("小さく試します");
    let post = format!("/adaptations/{}/trials", round.adaptation);
    let (today, later) = (world.today().to_string(), world.today().plus(14).to_string());
    let mut typed = vec![
        ("title", "二週間の水曜便"),
        ("what", "川上集会所まで"),
        ("begins", later.as_str()),
        ("ends", today.as_str()),
        ("name-2", "買い物に来た人"),
        ("baseline-2", "六人"),
    ];
    let refused = official.post(&post, &typed).await.is(422);
    refused
        .has("3か所")
        .has("買い物に来た人")
        .has("六人")
        .has("二週間の水曜便");
    typed.truncate(2);
    typed.extend([
        ("begins", today.as_str()),
        ("ends", later.as_str()),
        ("name-1", "買い物に来た人"),
        ("unit-1", "人"),
        ("baseline-1", "6"),
    ]);
    let made = official.post(&post, &typed).await.is(303);
    let trial = made.location().split('?').next().unwrap().to_owned();
    partner
        .post(&post, &typed)
        .await
        .is(422)
        .has("作り変えの段階から");
    let challenge = format!("/challenges/{}", round.challenge);
    partner
        .get(&challenge)
        .await
        .is(200)
        .has("いま：試行")
        .has("二週間の水曜便");

    let measurements = format!("{trial}/measurements");
    let refused = partner
        .post(
            &measurements,
            &[("indicator", "1"), ("day", "2099-01-01"), ("value", "たくさん")],
        )
        .await
        .is(422);
    refused.has("2か所").has("たくさん");
    partner
        .post(
            &measurements,
            &[
                ("indicator", "1"),
                ("day", &today),
                ("value", "9.5"),
                ("note", "雨でした"),
            ],
        )
        .await
        .is(303);
    official
        .get(&trial)
        .await
        .is(200)
        .has("9.5")
        .has("雨でした")
        .has("6人 → 9.5人");
    world.visitor().get(&trial).await.is(404);
    official.get(&format!("{trial}/reflection")).await.is(403);
    official.post(&format!("{trial}/conclusion"), &[]).await.is(303);
    partner.post(&format!("{trial}/conclusion"), &[]).await.is(403);
    official.get(&challenge).await.is(200).has("いま：ふりかえり");

    let reflection = format!("{trial}/reflection");
    let refused = partner
        .post(
            &reflection,
            &[("learnt", "雨の日は来られない"), ("onward", "rest")],
        )
        .await
        .is(422);
    refused.has("雨の日は来られない").has("2か所");
    let good = [
        ("learnt", "雨の日は来られない"),
        ("next_question", "雨の日はどうする？"),
        ("onward", "next_round"),
    ];
    partner.post(&reflection, &good).await.is(303);
    official
        .post(&reflection, &good)
        .await
        .is(422)
        .has("もう書かれています");
    let page = official.get(&challenge).await.is(200);
    page.has("いま：対話").has("2周目").has("雨の日はどうする？");
}
