//! 気軽に相談: who asks whom, who reads and answers it, and who is never named.

use crate::world::World;

const QUESTION: [(&str, &str); 2] = [("title", "冬の便のこと"), ("notes", "雪の日はどうしていますか。")];

fn asked<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&QUESTION[..], more].concat()
}

fn path(answer: &crate::client::Answer) -> String {
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_network_reads_and_answers_and_a_professional_sees_that_it_was_asked() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    official
        .post("/consultations", &asked(&[("to", "")]))
        .await
        .is(422)
        .has("冬の便のこと");
    let answer = official
        .post("/consultations", &asked(&[("to", "network")]))
        .await
        .is(303);
    let page = path(&answer);
    for actor in [world.elsewhere, world.partner, world.outsider, world.colleague] {
        let mut reader = world.signed_in(&actor).await;
        reader
            .get("/consultations")
            .await
            .is(200)
            .has(&page)
            .has("浜口 澄江");
        reader
            .get(&page)
            .await
            .is(200)
            .has("雪の日は")
            .has("相談")
            .lacks("聞いた声");
    }
    let mut professional = world.signed_in(&world.professional).await;
    let list = professional
        .get("/consultations")
        .await
        .is(200)
        .has("冬の便のこと");
    list.lacks(&page).lacks("浜口 澄江");
    professional.get(&page).await.is(404);
    world.signed_in(&world.operator).await.get(&page).await.is(404);
    world.visitor().get("/consultations").await.is(303);

    let said = format!("{page}/messages");
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere
        .post(&said, &[("body", "うちは前の晩に積みます")])
        .await
        .is(303);
    let shown = official
        .get(&page)
        .await
        .is(200)
        .has("前の晩に積みます")
        .has("山根 杏");
    shown.has("ありがとう、助かりました");
    // Who answers reads it, and so does everybody who may read the question.
    world
        .signed_in(&world.outsider)
        .await
        .get(&page)
        .await
        .is(200)
        .has("前の晩に");
    elsewhere.post(&format!("{page}/thanks"), &[]).await.is(403);
    official.post(&format!("{page}/thanks"), &[]).await.is(303);
    elsewhere
        .get(&page)
        .await
        .is(200)
        .has("<p>ありがとう、助かりました</p>");
    // Only who asked words it anew.
    elsewhere.get(&format!("{page}/edit")).await.is(403);
    official
        .get(&format!("{page}/edit"))
        .await
        .is(200)
        .has("雪の日は")
        .lacks("agenda");
    let anew = [
        ("title", "冬の便のこと"),
        ("notes", "雪の日と、風の日は。"),
        ("version", "1"),
        ("kind", "visit"),
    ];
    official.post(&page, &anew).await.is(303);
    official
        .get(&page)
        .await
        .is(200)
        .has("風の日は")
        .has("ありがとう、助かりました");
}

#[tokio::test]
async fn a_partner_is_asked_without_its_people_being_named_until_one_answers() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let unknown = asked(&[("to", "partner"), ("partner", "ない団体")]);
    official
        .post("/consultations", &unknown)
        .await
        .is(422)
        .has("登録されている団体の中に");
    let answer = official
        .post(
            "/consultations",
            &asked(&[("to", "partner"), ("partner", "えんがわ研究会")]),
        )
        .await
        .is(303);
    let page = path(&answer);
    official
        .get(&page)
        .await
        .is(200)
        .has("えんがわ研究会")
        .lacks("縁側 望");
    official.get("/dialogues/new").await.is(200).lacks("縁側 望");
    let mut asked = world.signed_in(&world.outsider).await;
    asked
        .get("/home")
        .await
        .is(200)
        .has("相談が届いています")
        .has("冬の便のこと");
    for actor in [world.partner, world.elsewhere, world.colleague] {
        world.signed_in(&actor).await.get(&page).await.is(404);
    }
    asked
        .post(&format!("{page}/messages"), &[("body", "そりで運びます")])
        .await
        .is(303);
    official.get(&page).await.is(200).has("縁側 望");
    official.get("/dialogues/new").await.is(200).has("縁側 望");
    asked.get("/home").await.is(200).lacks("冬の便のこと");
}

#[tokio::test]
async fn a_town_is_asked_from_outside_and_a_professional_cannot_ask_everybody() {
    let world = World::new().await;
    let mut professional = world.signed_in(&world.professional).await;
    professional
        .get("/consultations/new")
        .await
        .is(200)
        .has("お名前は")
        .lacks("value=\"network\"");
    professional
        .post("/consultations", &asked(&[("to", "network"), ("town", "凪浦町")]))
        .await
        .is(422)
        .has("いまの立場では");
    professional
        .post(
            "/consultations",
            &asked(&[("to", "town"), ("town", "どこにもない町")]),
        )
        .await
        .is(422)
        .has("どこにもない町");
    let answer = professional
        .post("/consultations", &asked(&[("to", "town"), ("town", "凪浦町")]))
        .await
        .is(303);
    let page = path(&answer);
    professional.get(&page).await.is(200).has("雪の日は");
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get("/home").await.is(200).has("冬の便のこと");
    colleague
        .post(&format!("{page}/messages"), &[("body", "昼に着く便にします")])
        .await
        .is(303);
    professional.get(&page).await.is(200).has("昼に着く便");
    professional
        .post(&format!("{page}/messages"), &[("body", "なるほど")])
        .await
        .is(303);
    for actor in [world.elsewhere, world.partner, world.outsider] {
        world.signed_in(&actor).await.get(&page).await.is(404);
    }
    // Two weeks on nobody is reminded, and it can still be answered.
    world.pass(15 * domain::Timestamp::DAY);
    let mut official = world.signed_in(&world.official).await;
    official.get("/home").await.is(200).lacks("冬の便のこと");
    official
        .post(&format!("{page}/messages"), &[("body", "いまさらですが")])
        .await
        .is(303);
}

#[tokio::test]
async fn a_dialogue_is_not_recorded_as_a_consultation() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let today = world.today().to_string();
    let new = [
        ("title", "話"),
        ("kind", "consultation"),
        ("day", today.as_str()),
        ("audience", "town"),
    ];
    official.post("/dialogues", &new).await.is(422);
    official
        .get("/dialogues/new")
        .await
        .is(200)
        .lacks("value=\"consultation\"");
    let typed = [("title", "途中の相談"), ("place", "consultation")];
    let kept = official.post("/drafts", &typed).await.is(303);
    assert_eq!(kept.location(), "/consultations/new?done=draft-kept");
    official.get("/consultations/new").await.is(200).has("途中の相談");
}
