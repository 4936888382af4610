//! ふりかえり through the router: each writes first, then one text by both hands.

use crate::{client::Client, round::Round, trials::begun, world::World};

mod several;

/// Two people write first, and the second opens all texts.
pub async fn written_first(one: &mut Client, other: &mut Client, trial: &str) {
    let post = format!("{trial}/first-text");
    one.post(&post, &[("learnt", "灯りがいる")]).await.is(303);
    other
        .post(&post, &[("learnt", "人がいる"), ("ask", "だれと待つ？")])
        .await
        .is(303);
    other
        .post(&format!("{trial}/first-text/opening"), &[])
        .await
        .is(303);
}

/// They go on to one text, written by the second and signed by both. Answers its address.
pub async fn looked_back(
    one: &mut Client,
    other: &mut Client,
    trial: &str,
    fields: &[(&str, &str)],
) -> String {
    written_first(one, other, trial).await;
    let made = other.post(&format!("{trial}/reflection"), fields).await.is(303);
    let reflection = made.location().split('?').next().unwrap().to_owned();
    for client in [one, other] {
        client
            .post(&format!("{reflection}/signature"), &[("number", "1")])
            .await
            .is(303);
    }
    reflection
}

async fn concluded() -> (World, Round, String) {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let trial = begun(&world, &round, &mut official, 0).await;
    official.post(&format!("{trial}/conclusion"), &[]).await.is(303);
    (world, round, trial)
}

const DAY: i64 = 24 * 3600 * 1_000_000;

#[tokio::test]
async fn nobody_reads_the_other_before_they_wrote() {
    let (world, _, trial) = concluded().await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let page = format!("{trial}/reflection");
    official
        .get(&page)
        .await
        .is(200)
        .has("一人で書く")
        .has("これから書く方：");
    official.get("/home").await.is(200).has("まず一人で書いて");
    let post = format!("{trial}/first-text");
    official
        .post(&post, &[("keep", "水曜の便")])
        .await
        .is(422)
        .has("水曜の便");
    official
        .post(&post, &[("learnt", "町のわかったこと"), ("keep", "水曜の便")])
        .await
        .is(303);
    official.post(&post, &[("learnt", "書き直し")]).await.is(403);
    official.get("/home").await.is(200).lacks("まず一人で書いて");
    // The partner knows that it was written, and not what.
    for path in [page.as_str(), trial.as_str(), "/home"] {
        partner
            .get(path)
            .await
            .is(200)
            .lacks("町のわかったこと")
            .lacks("水曜の便");
    }
    partner
        .get(&page)
        .await
        .is(200)
        .has("あなたが書き終えると読めます");
    partner.get(&format!("{page}/new")).await.is(403);
    partner.post(&page, &[("learnt", "先に一つの文")]).await.is(403);
    // Not every owner wrote: nobody opens early.
    official
        .post(&format!("{trial}/first-text/opening"), &[])
        .await
        .is(403);
    official.get(&page).await.is(200).lacks("期限を待たずに");
    partner
        .post(&post, &[("learnt", "わたしのわかったこと")])
        .await
        .is(303);
    partner.get(&page).await.is(200).has("町のわかったこと");
    official
        .get(&page)
        .await
        .is(200)
        .has("わたしのわかったこと")
        .has("期限を待たずに");
    for outside in [world.colleague, world.admin, world.outsider] {
        world.signed_in(&outside).await.get(&page).await.is(404);
    }
}

#[tokio::test]
async fn the_time_for_writing_ends_by_itself_and_can_be_put_off() {
    let (world, _, trial) = concluded().await;
    let mut official = world.signed_in(&world.official).await;
    let page = format!("{trial}/reflection");
    official
        .post(&format!("{trial}/first-text"), &[("learnt", "町の文")])
        .await
        .is(303);
    let set = format!("{trial}/writing-day");
    let on = |days: i64| world.today().plus(days).to_string();
    for (day, said) in [(on(1), "3日以上"), (on(61), "60日以内")] {
        official
            .post(&set, &[("until", &day)])
            .await
            .is(422)
            .has(said)
            .has(&day);
    }
    official.post(&set, &[("until", &on(9))]).await.is(303);
    world.pass(9 * DAY);
    let mut late = world.signed_in(&world.partner).await;
    late.get(&page).await.is(200).lacks("町の文").has("一人で書く");
    world.pass(DAY);
    let mut late = world.signed_in(&world.partner).await;
    late.get(&page).await.is(200).has("町の文").lacks("一人で書く");
    late.post(&format!("{trial}/first-text"), &[("learnt", "遅れた文")])
        .await
        .is(403);
    late.post(&set, &[("until", &on(20))]).await.is(403);
    late.get("/home").await.is(200).has("いっしょの文にしましょう");
    late.get(&format!("{page}/new")).await.is(200).has("町の文");
}

#[tokio::test]
async fn drafts_of_both_texts_come_back_to_their_writer_alone() {
    let (world, _, trial) = concluded().await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let id = trial.rsplit('/').next().unwrap();
    let first = format!("first-{id}");
    official
        .post("/drafts", &[("place", &first), ("learnt", "書きかけの学び")])
        .await
        .is(303);
    let page = format!("{trial}/reflection");
    official.get(&page).await.is(200).has("書きかけの学び");
    partner.get(&page).await.is(200).lacks("書きかけの学び");
    written_first(&mut official, &mut partner, &trial).await;
    let together = format!("together-{id}");
    partner
        .post("/drafts", &[("place", &together), ("learnt", "二人の書きかけ")])
        .await
        .is(303);
    partner
        .get(&format!("{page}/new"))
        .await
        .is(200)
        .has("二人の書きかけ");
    official
        .get(&format!("{page}/new"))
        .await
        .is(200)
        .lacks("二人の書きかけ");
}

#[tokio::test]
async fn both_sides_write_one_text_lose_nothing_and_settle_it() {
    let (world, round, trial) = concluded().await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    written_first(&mut official, &mut partner, &trial).await;
    official
        .get(&format!("{trial}/reflection/new"))
        .await
        .is(200)
        .has("灯りがいる")
        .has("だれと待つ？");
    let text = |learnt, base| {
        [
            ("learnt", learnt),
            ("next_question", "だれと待つ？"),
            ("onward", "continue"),
            ("base", base),
        ]
    };
    let made = official
        .post(&format!("{trial}/reflection"), &text("はじめの文", "0"))
        .await
        .is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    // A second beginning finds the first.
    partner.get(&format!("{trial}/reflection/new")).await.is(303);
    official
        .post(&format!("{path}/signature"), &[("number", "1")])
        .await
        .is(303);
    partner.post(&path, &text("わたしも書いた文", "1")).await.is(303);
    // The hand went away with the earlier text, and who read the earlier one does not sign the newer.
    official
        .get(&path)
        .await
        .is(200)
        .has("わたしも書いた文")
        .has("まだ手が添えられていません");
    official
        .post(&format!("{path}/signature"), &[("number", "1")])
        .await
        .is(409);
    let refused = official.post(&path, &text("行きちがいの文", "1")).await.is(422);
    refused
        .has("行きちがいの文")
        .has("わたしも書いた文")
        .has("name=\"base\" value=\"2\"");
    official.post(&path, &text("合わせた文", "2")).await.is(303);
    let history = partner.get(&format!("{path}/revisions")).await.is(200);
    history
        .has("はじめの文")
        .has("わたしも書いた文")
        .has("合わせた文");
    let challenge = format!("/challenges/{}", round.challenge);
    let sign = format!("{path}/signature");
    official.post(&sign, &[("number", "3")]).await.is(303);
    official.post(&format!("{sign}/withdrawal"), &[]).await.is(303);
    official.post(&sign, &[("number", "3")]).await.is(303);
    partner.get("/home").await.is(200).has("いっしょの文にしましょう");
    official
        .get("/home")
        .await
        .is(200)
        .lacks("いっしょの文にしましょう");
    official
        .get(&challenge)
        .await
        .is(200)
        .has("いま：ふりかえり")
        .lacks("だれと待つ？");
    partner.post(&sign, &[("number", "3")]).await.is(303);
    official
        .get(&challenge)
        .await
        .is(200)
        .has("いま：作り変え")
        .has("だれと待つ？");
    // What both settled stands.
    for (path, fields) in [
        (path.clone(), &text("あとから", "3")[..]),
        (sign.clone(), &[("number", "3")][..]),
        (format!("{sign}/withdrawal"), &[][..]),
    ] {
        official.post(&path, fields).await.is(403);
    }
    official.get(&path).await.is(200).lacks("/edit");
    for outside in [world.colleague, world.outsider] {
        world.signed_in(&outside).await.get(&path).await.is(404);
        world
            .signed_in(&outside)
            .await
            .get(&format!("{path}/revisions"))
            .await
            .is(404);
    }
}

#[tokio::test]
async fn a_rest_whose_day_has_passed_is_written_anew_before_it_is_settled() {
    let (world, _, trial) = concluded().await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let mut english = world.signed_in(&world.official).await;
    english.set_cookie("__Host-tomoni-language", "en");
    let page = format!("{trial}/reflection");
    english
        .get(&page)
        .await
        .is(200)
        .has("Write by yourself")
        .lacks("firsts-");
    written_first(&mut official, &mut partner, &trial).await;
    english.get(&page).await.is(200).has("2 people have finished");
    english
        .get(&format!("{page}/new"))
        .await
        .is(200)
        .has("Write one text together");
    let until = world.today().plus(2).to_string();
    let fields = [
        ("learnt", "春まで待つ"),
        ("next_question", "春に何を運ぶ？"),
        ("onward", "rest"),
        ("until", until.as_str()),
        ("reason", "船を待つ"),
    ];
    let made = official
        .post(&format!("{trial}/reflection"), &fields)
        .await
        .is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    official
        .post(&format!("{path}/signature"), &[("number", "1")])
        .await
        .is(303);
    world.pass(3 * DAY);
    let mut partner = world.signed_in(&world.partner).await;
    partner
        .post(&format!("{path}/signature"), &[("number", "1")])
        .await
        .is(409);
    partner
        .get(&format!("{path}/edit"))
        .await
        .is(200)
        .has("春まで待つ");
}

#[tokio::test]
async fn a_reflection_open_by_itself_sends_nobody_to_what_is_closed() {
    let (world, round, trial) = concluded().await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let fields = [
        ("learnt", "春まで待つ"),
        ("next_question", "春に何を運ぶ？"),
        ("onward", "next_round"),
    ];
    let path = looked_back(&mut official, &mut partner, &trial, &fields).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let inside = official.get(&path).await.is(200);
    // Whoever is in the circle finds the way on, and the page where it is opened; from there the way back.
    let piece = inside
        .body
        .split('"')
        .find(|link| link.starts_with(&format!("{challenge}/publishing/reflection.")))
        .unwrap()
        .to_owned();
    inside
        .has("課題へ戻って、次の一歩へ")
        .has(&format!("href=\"{trial}\""));
    official
        .get(&piece)
        .await
        .is(200)
        .has(&format!("href=\"{path}\""));
    let record = path.rsplit('/').next().unwrap().replace('-', "");
    for client in [&mut official, &mut partner] {
        let form = [
            ("kind", "reflection"),
            ("piece", record.as_str()),
            ("number", "0"),
            ("audience", "public"),
        ];
        client.post(&format!("{challenge}/hands"), &form).await.is(303);
    }
    let mut visitor = world.visitor();
    visitor.get(&challenge).await.is(404);
    visitor
        .get(&path)
        .await
        .is(200)
        .has("春に何を運ぶ？")
        .lacks(&format!("href=\"{trial}\""))
        .lacks(&format!("href=\"{challenge}\""))
        .lacks("課題へ戻って");
}
