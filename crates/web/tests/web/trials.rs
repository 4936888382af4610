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
        ("unpaid", "1"),
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
    // Silence about a part's cost is no way around the gate: somebody says that it costs the town nothing.
    let silent = official.post(&post, &typed).await.is(422);
    silent
        .has("町のお金がかからないことを確かめてください")
        .has("まわる道");
    typed.push(("unpaid", "1"));
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
        .has("はじめは6人。 9.5人")
        .has("はじめより3.5人多い");
    world.visitor().get(&trial).await.is(404);
    official.get(&format!("{trial}/reflection")).await.is(403);
    official.post(&format!("{trial}/conclusion"), &[]).await.is(303);
    partner.post(&format!("{trial}/conclusion"), &[]).await.is(403);
    official.get(&challenge).await.is(200).has("いま：ふりかえり");

    let good = [
        ("learnt", "雨の日は来られない"),
        ("next_question", "雨の日はどうする？"),
        ("onward", "next_round"),
    ];
    crate::reflections::looked_back(&mut official, &mut partner, &trial, &good).await;
    official
        .post(&format!("{trial}/reflection"), &good)
        .await
        .is(422)
        .has("もう書かれて");
    let page = official.get(&challenge).await.is(200);
    page.has("いま：対話").has("2周目").has("雨の日はどうする？");
}

/// Begins a trial of the seeded adaptation in the official's name; its first day lies so many days ahead.
pub async fn begun(world: &World, round: &Round, official: &mut crate::client::Client, ahead: i64) -> String {
    let (first, last) = (world.today().plus(ahead), world.today().plus(ahead + 7));
    let fields = [
        ("title", "水曜便"),
        ("what", "川上集会所まで"),
        ("begins", &first.to_string()),
        ("ends", &last.to_string()),
        ("name-1", "来た人"),
        ("unit-1", "人"),
        ("unpaid", "1"),
    ];
    let post = format!("/adaptations/{}/trials", round.adaptation);
    let made = official.post(&post, &fields).await.is(303);
    made.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn nothing_ends_before_it_began() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let trial = begun(&world, &round, &mut official, 3).await;
    official
        .get(&trial)
        .await
        .is(200)
        .lacks(&format!("{trial}/conclusion"));
    official.post(&format!("{trial}/conclusion"), &[]).await.is(403);
    world.pass(3 * 24 * 3600 * 1_000_000);
    official
        .get(&trial)
        .await
        .is(200)
        .has(&format!("{trial}/conclusion"));
    official.post(&format!("{trial}/conclusion"), &[]).await.is(303);
}

#[tokio::test]
async fn a_trial_left_in_an_earlier_round_takes_no_later_reflection() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let first = begun(&world, &round, &mut official, 0).await;
    official.post(&format!("{first}/conclusion"), &[]).await.is(303);
    // They rest instead of looking back, and take it up again: the next round has begun.
    let until = world.today().plus(30).to_string();
    official
        .post(
            &format!("{challenge}/rest"),
            &[("until", &until), ("reason", "年末で忙しい")],
        )
        .await
        .is(303);
    official.post(&format!("{challenge}/waking"), &[]).await.is(303);
    let mut tx = world.write(&world.official).await;
    let on = store::challenge::find(&mut tx, round.challenge)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(on.place.round, 2);
    let place = on.place.after(domain::phase::Step::Reshaped).unwrap();
    store::challenge::advance(&mut tx, on.town, on.id, place, "adapting")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let second = begun(&world, &round, &mut official, 0).await;
    official.post(&format!("{second}/conclusion"), &[]).await.is(303);

    let fields = [
        ("learnt", "雨の日は来られない"),
        ("next_question", "雨の日はどうする？"),
        ("onward", "continue"),
    ];
    official
        .get(&first)
        .await
        .is(200)
        .lacks(&format!("{first}/reflection"));
    official
        .post(&format!("{first}/reflection"), &fields)
        .await
        .is(422)
        .has("前の一巡のもの")
        .has("雨の日は来られない");
    official
        .post(&format!("{first}/first-text"), &[("learnt", "遅れて書く")])
        .await
        .is(403);
    official
        .get(&second)
        .await
        .is(200)
        .has(&format!("{second}/reflection"));
    let mut partner = world.signed_in(&world.partner).await;
    let reflection = crate::reflections::looked_back(&mut official, &mut partner, &second, &fields).await;
    official
        .get(&reflection)
        .await
        .is(200)
        .has("2周目のふりかえり")
        .has("続ける・広げる");
    official
        .get(&challenge)
        .await
        .is(200)
        .has("いま：作り変え")
        .has("2周目");
    // Going on keeps the round, and its next trial is looked back on in turn.
    let third = begun(&world, &round, &mut official, 0).await;
    official.post(&format!("{third}/conclusion"), &[]).await.is(303);
    official
        .post(&format!("{second}/reflection"), &fields)
        .await
        .is(422);
    crate::reflections::looked_back(&mut partner, &mut official, &third, &fields).await;
}

#[tokio::test]
async fn a_rest_says_why_and_what_became_everyday_need_not() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let trial = begun(&world, &round, &mut official, 0).await;
    official.post(&format!("{trial}/conclusion"), &[]).await.is(303);
    let until = world.today().plus(90).to_string();
    let fields = [
        ("learnt", "春まで船が少ない"),
        ("next_question", "春の船で何を運ぶ？"),
        ("onward", "rest"),
        ("until", until.as_str()),
    ];
    let mut partner = world.signed_in(&world.partner).await;
    crate::reflections::written_first(&mut official, &mut partner, &trial).await;
    official
        .get(&format!("{trial}/reflection/new"))
        .await
        .is(200)
        .has("休むわけ");
    let path = format!("{trial}/reflection");
    official
        .post(&path, &fields)
        .await
        .is(422)
        .has("休むわけ：入力してください")
        .has("春の船で何を運ぶ？");
    let everyday = [&fields[..], &[("everyday", "1")]].concat();
    let made = official.post(&path, &everyday).await.is(303);
    let reflection = made.location().split('?').next().unwrap().to_owned();
    let challenge = format!("/challenges/{}", round.challenge);
    official.get(&challenge).await.is(200).lacks("休んでいます");
    for client in [&mut official, &mut partner] {
        client
            .post(&format!("{reflection}/signature"), &[("number", "1")])
            .await
            .is(303);
    }
    official
        .get(&challenge)
        .await
        .is(200)
        .has("町の日常になりました")
        .has("休んでいます");
}

#[tokio::test]
async fn the_newest_values_of_every_indicator_are_shown() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut tx = world.write(&world.official).await;
    let on = store::adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    let counted = ["来た人", "使った額"].map(|name| store::trial::NewIndicator {
        name,
        unit: "",
        hope: "",
        baseline: None,
        form: domain::trial::Form::Line,
    });
    let new = store::trial::NewTrial {
        round: 1,
        title: "毎日はかる",
        what: "毎日",
        place: "",
        begins: world.today().plus(-200),
        ends: world.today(),
        indicators: &counted,
    };
    let id = store::trial::insert(&mut tx, &on, &new).await.unwrap();
    let row = store::trial::find(&mut tx, id).await.unwrap().unwrap();
    for indicator in 1..=2 {
        for day in 0..150 {
            let value = store::trial::NewMeasurement {
                indicator,
                day: world.today().plus(day - 150),
                value: domain::trial::Measure(1000 * (indicator * 1000 + day)),
                note: "",
            };
            store::trial::measure(&mut tx, &row, &value).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let mut official = world.signed_in(&world.official).await;
    official
        .get(&format!("/trials/{id}"))
        .await
        .is(200)
        .has("1,149")
        .has("2,149")
        .has("値をすべて見る（100回分）")
        .lacks("1,137");
    let all = official
        .get(&format!("/trials/{id}/measurements?indicator=2"))
        .await
        .is(200)
        .has("2,100")
        .lacks("2,099");
    let next = all
        .body
        .find("&amp;after=")
        .unwrap_or_else(|| all.body.find("&#38;after=").unwrap());
    let query = all.body[next..]
        .split_once("after=")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    official
        .get(&format!("/trials/{id}/measurements?indicator=2&after={query}"))
        .await
        .is(200)
        .has("2,099")
        .has("2,050");
}
