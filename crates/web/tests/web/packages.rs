//! Newer versions, lineage and what towns learnt, through the router.

use domain::{audience::Audience, challenge::Piece, id::AdaptationId};
use store::{
    adaptation::{self, Origin},
    hand,
};

use crate::{round::Round, world::World};

#[tokio::test]
async fn a_newer_version_is_taken_left_or_merged_part_by_part() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/adaptations/{}", round.adaptation);
    let mut official = world.signed_in(&world.official).await;
    let source = format!("dialogue:{}", round.dialogue);
    let own = [
        ("base", "1"),
        ("summary", "祭りの週は三度"),
        ("change-1", "changed"),
        ("body-1", "週に三度"),
        ("reason-1", "祭りがある"),
        ("source-1", source.as_str()),
        ("change-2", "kept"),
    ];
    official.post(&format!("{path}/revisions"), &own).await.is(303);
    official.get(&path).await.is(200).lacks("新しいところを見る");
    round.learn(&world).await;
    official.get(&path).await.is(200).has("新しいところを見る");
    let newer = format!("{path}/newer");
    let page = official.get(&newer).await.is(200);
    page.has("新しい部分")
        .has("書き直された部分")
        .has("なくなった部分")
        .has("両方で変えたところ")
        .has("週に三度")
        .has("週に二度");
    let mut typed = vec![
        ("base", "2"),
        ("version", "2"),
        ("summary", "雨の日のことを取り入れた"),
        ("choice-1", "merge"),
        ("body-1", "週に二度、祭りの週は三度"),
        ("choice-2", "take"),
        ("choice-3", "leave"),
    ];
    let refused = official.post(&newer, &typed).await.is(422);
    refused
        .has("わけと、もとになった対話か声")
        .has("週に二度、祭りの週は三度");
    typed.extend([("reason", "電話は続けたい"), ("source", source.as_str())]);
    official.post(&newer, &typed).await.is(303);
    let page = official.get(&path).await.is(200);
    page.has("第3版")
        .has("週に二度、祭りの週は三度")
        .has("祭りがある")
        .has("電話で声をかける")
        .has("電話を一本")
        .has("電話は続けたい")
        .lacks("新しいところを見る");
    official.post(&newer, &typed).await.is(422);
    // The revision before still stands on the version it was written on.
    let before = official.get(&format!("{path}?revision=1")).await.is(200);
    before.has("週に一度").lacks("電話で声をかける");
    // What the newer version does without stays editable.
    official
        .get(&format!("{path}/revise"))
        .await
        .is(200)
        .has("電話を一本");
}

#[tokio::test]
async fn a_town_that_begins_with_another_keeps_the_lineage() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let like = format!("/adaptations/{}/like", round.adaptation);
    official.get(&like).await.is(200).has("買い物の足をどう守るか");
    let from = round.adaptation.to_string();
    let new = format!("/challenges/{}/adaptations", round.challenge);
    official
        .get(&format!("{new}/new?package=like&like={from}"))
        .await
        .is(200)
        .has("水曜の港")
        .has("週に一度");
    let typed = [
        ("like", from.as_str()),
        ("title", "木曜の港"),
        ("summary", "水曜にならって"),
        ("change-1", "kept"),
        ("change-2", "kept"),
    ];
    let made = official.post(&new, &typed).await.is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    official.get(&path).await.is(200).has("手がかりにした作り変え");
    let package = format!("/packages/{}", round.package);
    let page = official.get(&package).await.is(200);
    page.has("木曜の港")
        .has("<svg class=\"lineage\"")
        .has("凪浦町にならって");
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&like).await.is(404);
    outsider.get(&package).await.is(200).lacks("木曜の港");
}

#[tokio::test]
async fn what_a_town_learnt_is_answered_and_taken_up() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let offers = format!("/adaptations/{}/offers", round.adaptation);
    let said = [("words", "雨の日は電話から声をかける"), ("part", "x")];
    official
        .post(&offers, &said)
        .await
        .is(422)
        .has("雨の日は電話から");
    official.post(&offers, &said[..1]).await.is(303);
    let package = format!("/packages/{}", round.package);
    let list = partner.get(&format!("{package}/offers")).await.is(200);
    let at = list.body.find("/offers/").unwrap();
    let one: String = list.body[at..].split('"').next().unwrap().to_owned();
    official.get(&one).await.is(404);
    let answer = format!("{one}/answer");
    partner.post(&answer, &[("words", "")]).await.is(422);
    let edit = partner.get(&format!("{package}/edit")).await.is(200);
    edit.has("この版に取り入れる、町の学び");
    let offer = one.rsplit('/').next().unwrap();
    let next = [
        ("version", "1"),
        ("title", "ついで便"),
        ("summary", "雨の日も"),
        ("title-1", "まわる道"),
        ("body-1", "週に一度"),
        ("low-1", "20,000円"),
        ("high-1", "４００００"),
        ("news", "雨の日のこと"),
        ("audience", "network"),
        ("offer", offer),
    ];
    partner.post(&package, &next).await.is(303);
    let page = official.get(&package).await.is(200);
    page.has("20,000円から40,000円").has("雨の日のこと");
    let versions = official.get(&format!("{package}/versions")).await.is(200);
    versions.has("凪浦町の学びを受けて").has("第1版");
    let first = official.get(&format!("{package}?version=1")).await.is(200);
    first.has("電話を一本").lacks("雨の日も");
    partner
        .post(&answer, &[("words", "ありがとうございます")])
        .await
        .is(303);
    official
        .get(&offers)
        .await
        .is(200)
        .has("第2版に取り入れました")
        .has("ありがとうございます");
}

#[tokio::test]
async fn what_both_hands_did_not_open_becomes_no_package() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let from = round.adaptation.to_string();
    let mut official = world.signed_in(&world.official).await;
    official.get(&format!("/packages/new?from={from}")).await.is(403);
    let typed = [
        ("from", from.as_str()),
        ("title", "水曜の港"),
        ("summary", "港から"),
        ("title-1", "道"),
        ("body-1", "一度"),
        ("audience", "network"),
    ];
    let refused = official.post("/packages", &typed).await.is(422);
    refused.has("みなさんの手で開かれて");
    for actor in [&world.official, &world.partner] {
        let mut tx = world.write(actor).await;
        let on = store::challenge::find(&mut tx, round.challenge)
            .await
            .unwrap()
            .unwrap();
        let key = store::hand::PieceKey {
            kind: domain::challenge::Piece::Adaptation,
            id: round.adaptation.uuid(),
            number: 1,
        };
        store::hand::raise(&mut tx, &on, key, domain::audience::Audience::Network)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    official
        .get(&format!("/packages/new?from={from}"))
        .await
        .is(200)
        .has("週に一度");
    let made = official.post("/packages", &typed).await.is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    official.get(&path).await.is(200).has("この型が生まれた作り変え");
}

/// Adaptations made like another one, the oldest first.
async fn made_like(world: &World, round: &Round, like: AdaptationId, count: usize) -> Vec<AdaptationId> {
    let mut tx = world.write(&world.official).await;
    let on = store::challenge::find(&mut tx, round.challenge)
        .await
        .unwrap()
        .unwrap();
    let origin = Origin {
        package: Some((round.package, 1)),
        like: Some((like, 1)),
    };
    let mut all = Vec::new();
    for number in 0..count {
        let title = format!("木曜の港{number}");
        let id = adaptation::insert(&mut tx, &on, origin, &title, "ならって", &[])
            .await
            .unwrap();
        all.push(id);
    }
    tx.commit().await.unwrap();
    all
}

#[tokio::test]
async fn what_was_made_after_one_that_is_not_listed_does_not_grow_from_the_package() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    // Lists run from the newest: what was made later pushes its parent off the first page.
    world.pass(3_600_000_000);
    let all = made_like(&world, &round, round.adaptation, 60).await;
    let package = format!("/packages/{}", round.package);
    let parent = format!("/adaptations/{}\"", round.adaptation);
    // On the first page the one they were made after is not listed, and may be read.
    let mut official = world.signed_in(&world.official).await;
    let page = official.get(&package).await.is(200);
    page.has("この一覧にない、凪浦町の作り変えをもとに")
        .has(&parent)
        .has("stroke-dasharray")
        .lacks("にならって");
    // To whoever may not read it nothing is said of its town, and there is no link.
    for actor in [world.official, world.partner] {
        let mut tx = world.write(&actor).await;
        let row = store::challenge::find(&mut tx, round.challenge)
            .await
            .unwrap()
            .unwrap();
        let key = hand::PieceKey {
            kind: Piece::Adaptation,
            id: all[0].uuid(),
            number: 1,
        };
        hand::raise(&mut tx, &row, key, Audience::Network).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut outsider = world.signed_in(&world.outsider).await;
    let page = outsider.get(&package).await.is(200);
    page.has("木曜の港0")
        .has("この一覧にない作り変えをもとに")
        .has("stroke-dasharray")
        .lacks(&parent);
}
