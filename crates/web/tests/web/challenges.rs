//! 課題 through the router: worded from a dialogue, signed by both, opened by both.

use crate::{round::Round, world::World};

const WORDING: [(&str, &str); 4] = [
    ("title", "配送の足をどうするか"),
    ("purpose", "店も客も無理をしない"),
    ("gains", "川上の方と商店街"),
    ("wording", "週二回なら出せるという声がある"),
];

/// The path an answer sends the browser to, without what was done.
fn path(location: &str) -> String {
    location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn nobody_words_a_towns_challenge_from_outside() {
    let world = World::new().await;
    let mut partner = world.signed_in(&world.partner).await;
    let typed = [
        ("title", "役場で聞いた話"),
        ("town", "凪浦町"),
        ("kind", "call"),
        ("day", "2026-01-05"),
        ("audience", "town"),
    ];
    let dialogue = path(partner.post("/dialogues", &typed).await.is(303).location());
    let id = dialogue.rsplit('/').next().unwrap().to_owned();
    partner.get(&dialogue).await.is(200).lacks("/challenges/new");
    let mut form = WORDING.to_vec();
    form.push(("dialogue", id.as_str()));
    let refused = partner.post("/challenges", &form).await.is(422);
    refused
        .has("参加を確認した自治体の職員がまだいません")
        .has("店も客も無理をしない");
    // Once one of the town's people said "we talked", it may be worded.
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.post(&format!("{dialogue}/presence"), &[]).await.is(303);
    partner.get(&dialogue).await.is(200).has("/challenges/new");
    partner
        .get(&format!("/challenges/new?dialogue={id}"))
        .await
        .is(200)
        .has("役場で聞いた話");
    let refused = partner
        .post(
            "/challenges",
            &[("dialogue", id.as_str()), ("wording", "目的なし")],
        )
        .await
        .is(422);
    refused.has("3か所").has("目的なし");
    let challenge = path(partner.post("/challenges", &form).await.is(303).location());
    partner
        .get(&challenge)
        .await
        .is(200)
        .has("配送の足をどうするか")
        .has("それぞれに、共同の持ち主");
    colleague.get(&challenge).await.is(404);
    // The colleague was met in its dialogue, is asked in, and takes up co-ownership themselves.
    let circle = format!("{challenge}/circle");
    let seat = world.colleague.seat().to_string();
    partner.get(&circle).await.is(200).has(&seat);
    partner
        .post(&circle, &[("seat", world.outsider.seat().to_string().as_str())])
        .await
        .is(422);
    partner.post(&circle, &[("seat", seat.as_str())]).await.is(303);
    colleague.get(&challenge).await.is(200);
    colleague
        .post(&format!("{challenge}/ownership"), &[("owner", "1")])
        .await
        .is(303);
    partner
        .get(&challenge)
        .await
        .is(200)
        .lacks("それぞれに、共同の持ち主");
    partner
        .post(&format!("{challenge}/departure"), &[])
        .await
        .is(422)
        .has("一人は必要");
}

#[tokio::test]
async fn both_sign_and_a_newer_wording_unsigns() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    for client in [&mut official, &mut partner] {
        client
            .get(&challenge)
            .await
            .is(200)
            .has("みなさんの手がそろっていません")
            .has("まだです");
        client
            .post(&format!("{challenge}/signature"), &[("number", "1")])
            .await
            .is(303);
    }
    official
        .get(&challenge)
        .await
        .is(200)
        .lacks("みなさんの手がそろっていません")
        .lacks("まだです");
    let wordings = format!("{challenge}/wordings");
    official
        .get(&format!("{wordings}/new"))
        .await
        .is(200)
        .has("車を手放しても");
    let voice = format!("voice:{}", round.voice);
    let mut form = WORDING.to_vec();
    form.extend([
        ("base", "1"),
        ("because", "店の声を聞いた"),
        ("reason", voice.as_str()),
    ]);
    partner.post(&wordings, &form).await.is(303);
    official
        .get(&challenge)
        .await
        .is(200)
        .has("みなさんの手がそろっていません")
        .has("第2版");
    official
        .post(&format!("{challenge}/signature"), &[("number", "1")])
        .await
        .is(409);
    let late = official.post(&wordings, &form).await.is(422);
    late.has("ほかの方が新しいことばを書きました")
        .has("店の声を聞いた");
    let all = official.get(&wordings).await.is(200);
    all.has("買い物の足をどう守るか")
        .has("配送の足をどうするか")
        .has("店の声を聞いた");
}

#[tokio::test]
async fn one_hand_shows_nothing_and_two_open_the_page_to_everyone() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let id = round.challenge.to_string();
    let hand = |audience| {
        [
            ("kind", "wording"),
            ("piece", id.as_str()),
            ("number", "1"),
            ("audience", audience),
        ]
    };
    let hands = format!("{challenge}/hands");
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let mut visitor = world.visitor();
    official.post(&hands, &hand("public")).await.is(303);
    visitor.get(&challenge).await.is(404);
    visitor.get("/challenges").await.is(200).lacks("買い物の足");
    partner
        .get(&format!("{challenge}/publishing"))
        .await
        .is(200)
        .has("浜口 澄江");
    partner.post(&hands, &hand("network")).await.is(303);
    visitor.get(&challenge).await.is(404);
    let mut professional = world.signed_in(&world.professional).await;
    let summary = professional.get(&challenge).await.is(200);
    summary
        .has("車を手放しても")
        .lacks("週に一度の移動販売")
        .lacks("75歳以上")
        .has("あらましだけ");
    professional.get(&format!("{challenge}/wordings")).await.is(404);
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider
        .get(&challenge)
        .await
        .is(200)
        .has("週に一度の移動販売")
        .lacks("/signature");
    outsider.post(&format!("{challenge}/rest"), &[]).await.is(403);
    partner.post(&hands, &hand("public")).await.is(303);
    let open = visitor.get(&challenge).await.is(200);
    // Strangers read the texts; who the people are is the circle's.
    open.has("週に一度の移動販売")
        .lacks("浜口 澄江")
        .lacks("遠回 歩")
        .lacks("移動販売のあとを聞く");
    visitor.get("/challenges").await.is(200).has("買い物の足");
    let town = format!("/towns/{}", world.town);
    visitor.get(&town).await.is(200).has("買い物の足");
    partner.post(&hands, &hand("")).await.is(303);
    visitor.get(&challenge).await.is(404);
    visitor.get(&town).await.is(200).lacks("買い物の足");
    let other = world.outsider.person.to_string();
    let wrong = [
        ("kind", "trial"),
        ("piece", other.as_str()),
        ("number", "0"),
        ("audience", "public"),
    ];
    partner.post(&hands, &wrong).await.is(404);
}

#[tokio::test]
async fn a_challenge_rests_until_a_day_and_goes_on() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let challenge = format!("/challenges/{}", round.challenge);
    let mut official = world.signed_in(&world.official).await;
    let rest = format!("{challenge}/rest");
    let refused = official
        .post(&rest, &[("until", "2030-01-01"), ("reason", "予算の時期まで")])
        .await
        .is(422);
    refused.has("一年以内").has("予算の時期まで");
    let until = world.today().plus(60).to_string();
    official
        .post(&rest, &[("until", until.as_str()), ("reason", "予算の時期まで")])
        .await
        .is(303);
    official
        .get(&challenge)
        .await
        .is(200)
        .has("予算の時期まで")
        .has("もう一度はじめる")
        .has("休み中");
    official.post(&format!("{challenge}/waking"), &[]).await.is(303);
    official
        .get(&challenge)
        .await
        .is(200)
        .lacks("予算の時期まで")
        .has("いま：作り変え");
}
