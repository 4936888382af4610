//! つなぐ: both are asked first, and nobody is named before both wish to talk.

use domain::dialogue::Presence::{Other, Partner, Town};

use crate::{client::Client, world::World};

/// The official knows somebody of both partners from dialogues.
async fn known(world: &World) {
    let mut tx = world.write(&world.official).await;
    let there = |name: &str, presence, actor: &crate::world::Actor| domain::dialogue::Participant {
        name: name.into(),
        presence,
        account: Some((actor.person, actor.seat())),
        confirmed: true,
    };
    let participants = [
        there("浜口 澄江", Town, &world.official),
        there("遠回 歩", Partner, &world.partner),
        there("縁側 望", Partner, &world.outsider),
        there("三枝 灯", Other, &world.professional),
        there("山根 杏", Town, &world.elsewhere),
    ];
    let new = store::dialogue::NewDialogue {
        agenda: "",
        spot: None,
        town: world.town,
        partner: None,
        challenge: None,
        kind: domain::dialogue::Kind::Meeting,
        held_on: world.today(),
        starts: None,
        place: "",
        title: "顔合わせ",
        notes: "",
        audience: domain::audience::Audience::Participants,
        participants: &participants,
    };
    store::dialogue::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn ask(world: &World, client: &mut Client) -> String {
    let (first, second) = (
        world.elsewhere.seat().to_string(),
        world.professional.seat().to_string(),
    );
    let typed = [
        ("first", first.as_str()),
        ("second", second.as_str()),
        ("about_first", "山の町で移住を受けもつ方"),
        ("about_second", "冬の窓口をよく知る方"),
        ("words", "雪の日の段取りを、きっと分かち合えます"),
    ];
    let answer = client.post("/introductions", &typed).await.is(303);
    let again = client.post("/introductions", &typed).await.is(422);
    again.has("もうたずねています");
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn names_and_contacts_pass_only_once_both_wish_to_talk() {
    let world = World::new().await;
    known(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let path = ask(&world, &mut official).await;
    official
        .get(&path)
        .await
        .is(200)
        .has("山根 杏")
        .has("三枝 灯")
        .has("返事を待っています");
    let (mut first, mut second) = (
        world.signed_in(&world.elsewhere).await,
        world.signed_in(&world.professional).await,
    );
    first
        .get("/home")
        .await
        .is(200)
        .has("つなぎたい")
        .has(&path[1..14]);
    first
        .get(&path)
        .await
        .is(200)
        .has("複業人材の方")
        .has("冬の窓口を")
        .lacks("三枝 灯");
    second
        .get(&path)
        .await
        .is(200)
        .has("杣野町の方")
        .lacks("山根 杏")
        .lacks("顔合わせ");
    for actor in [world.colleague, world.partner, world.outsider, world.operator] {
        world.signed_in(&actor).await.get(&path).await.is(404);
    }
    let answer = format!("{path}/answer");
    first
        .post(&answer, &[("words", "ぜひ")])
        .await
        .is(422)
        .has("ぜひ");
    first
        .post(&answer, &[("wish", "talk"), ("words", "ぜひ")])
        .await
        .is(303);
    official.post(&answer, &[("wish", "talk")]).await.is(403);
    official
        .get(&path)
        .await
        .is(200)
        .has("「ぜひ」")
        .has("話してみたい");
    second.get(&path).await.is(200).lacks("山根 杏").lacks("ぜひ");
    let met = second.post(&answer, &[("wish", "talk")]).await.is(303);
    assert!(
        met.location().ends_with("done=introduction-met"),
        "{}",
        met.location()
    );
    let page = first
        .get(&path)
        .await
        .is(200)
        .has("三枝 灯")
        .has("つながりました");
    let dialogue = page
        .body
        .split("href=\"/dialogues/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let talk = format!("/dialogues/{dialogue}");
    for client in [&mut official, &mut first, &mut second] {
        let page = client.get(&talk).await.is(200).has("はじめての話").has("予定");
        page.has("雪の日の段取りを").lacks("課題のことばを書く");
        client
            .post(&format!("{talk}/messages"), &[("body", "よろしくお願いします")])
            .await
            .is(303);
    }
    // Nothing more to answer or to take back.
    first.post(&answer, &[("wish", "later")]).await.is(403);
    official.post(&format!("{path}/withdrawal"), &[]).await.is(403);
    // The town of the first has a relationship with the professional now.
    first.get("/relationships").await.is(200).has("三枝 灯");
    first.get("/introductions").await.is(200).has(&path);
}

#[tokio::test]
async fn it_can_be_passed_on_taken_back_or_left_unanswered() {
    let world = World::new().await;
    known(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let path = ask(&world, &mut official).await;
    let mut first = world.signed_in(&world.elsewhere).await;
    let mut second = world.signed_in(&world.professional).await;
    let answer = format!("{path}/answer");
    first
        .post(&answer, &[("wish", "later"), ("words", "来春に")])
        .await
        .is(303);
    official
        .get(&path)
        .await
        .is(200)
        .has("いまは見送る")
        .has("来春に");
    second
        .get(&path)
        .await
        .is(200)
        .has("今回は見送り")
        .lacks("来春に")
        .lacks("山根");
    second.get("/home").await.is(200).lacks("つなぎたい");
    first.post(&answer, &[("wish", "talk")]).await.is(303);
    first.post(&format!("{path}/withdrawal"), &[]).await.is(403);
    official.post(&format!("{path}/withdrawal"), &[]).await.is(303);
    second.post(&answer, &[("wish", "talk")]).await.is(403);
    second
        .get(&path)
        .await
        .is(200)
        .has("取り下げました")
        .lacks("山根");

    let path = ask(&world, &mut official).await;
    world.pass(61 * domain::Timestamp::DAY);
    let mut second = world.signed_in(&world.professional).await;
    second
        .get(&path)
        .await
        .is(200)
        .has("静かに終わりました")
        .lacks("山根");
    second
        .post(&format!("{path}/answer"), &[("wish", "talk")])
        .await
        .is(403);
}

#[tokio::test]
async fn nobody_is_introduced_by_name_to_themselves_or_unknown_to_the_introducer() {
    let world = World::new().await;
    known(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let seat = |actor: &crate::world::Actor| actor.seat().to_string();
    let (first, second) = (seat(&world.elsewhere), seat(&world.professional));
    let base = [
        ("about_first", "山の方"),
        ("about_second", "冬の方"),
        ("words", "きっと話が合います"),
    ];
    let with = |first: &str, second: &str, more: &[(&str, &str)]| {
        let mut fields = vec![
            ("first".to_owned(), first.to_owned()),
            ("second".to_owned(), second.to_owned()),
        ];
        let kept = base
            .iter()
            .filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        fields.extend(
            kept.chain(more)
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        fields
    };
    let own = seat(&world.official);
    for (fields, said) in [
        (with(&first, &first, &[]), "同じ方です"),
        (with(&own, &second, &[]), "選択肢から"),
        (
            with(&first, &second, &[("about_second", "三枝さんという方")]),
            "名前は伝わらない約束",
        ),
        (
            with(&first, &second, &[("words", "山根さんに")]),
            "名前は伝わらない約束",
        ),
        (with(&first, "", &[]), "入力してください"),
    ] {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        official.post("/introductions", &fields).await.is(422).has(said);
    }
    // Somebody the colleague never met is no choice of theirs.
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get("/introductions/new").await.is(200).lacks("三枝 灯");
    let fields = with(&first, &second, &[]);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    colleague.post("/introductions", &fields).await.is(422);
}
