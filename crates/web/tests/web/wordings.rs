//! ことばの歩み: who changed the understanding and why, and any two wordings beside each other.

use domain::{audience::Audience, challenge::Piece};
use store::{challenge, hand};

use crate::{
    round::Round,
    world::{Actor, World},
};

/// The second wording: the partner heard a voice. Its purpose says one word more.
async fn reworded(world: &World, round: &Round) {
    let mut partner = world.signed_in(&world.partner).await;
    let voice = format!("voice:{}", round.voice);
    let form = [
        ("title", "買い物の足をどう守るか"),
        ("purpose", "車を手放しても買い物と通院とおしゃべりを続けられる"),
        ("gains", "川上地区の75歳以上の方"),
        (
            "wording",
            "週に一度の移動販売がなくなった。\n\n重いものを運ぶ人がいない。",
        ),
        ("base", "1"),
        ("because", "集会所で聞いた"),
        ("reason", voice.as_str()),
    ];
    let path = format!("/challenges/{}/wordings", round.challenge);
    partner.post(&path, &form).await.is(303);
}

/// Raises the hand of one actor for a wording.
async fn raise(world: &World, actor: &Actor, round: &Round, number: i64, audience: Audience) {
    let mut tx = world.write(actor).await;
    let row = challenge::find(&mut tx, round.challenge).await.unwrap().unwrap();
    let key = hand::PieceKey {
        kind: Piece::Wording,
        id: round.challenge.uuid(),
        number,
    };
    hand::raise(&mut tx, &row, key, audience).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_history_says_because_of_which_voice_the_understanding_changed() {
    use Audience::{Network, Public};
    let world = World::new().await;
    let round = Round::seed(&world).await;
    reworded(&world, &round).await;
    let wordings = format!("/challenges/{}/wordings", round.challenge);
    let mut official = world.signed_in(&world.official).await;
    let all = official.get(&wordings).await.is(200);
    all.has("きっかけの声：")
        .has("重いものだけ届けてほしい")
        .has("遠回 歩")
        .has("きっかけの対話：")
        .has("移動販売のあとを聞く")
        .has(&format!("{wordings}/compare?to=2"));
    // The link leads to the page of voices that begins with it.
    let body = official.get(&wordings).await.body;
    let link = body
        .split('"')
        .find(|part| part.contains("/voices?after="))
        .unwrap()
        .to_owned();
    let (page, anchor) = link.split_once('#').unwrap();
    official
        .get(page)
        .await
        .is(200)
        .has(&format!("id=\"{anchor}\""))
        .has("重いものだけ届けてほしい");

    // Others read the wordings that were opened, not the voice nor the dialogue; strangers not even who wrote them.
    for actor in [world.official, world.partner] {
        raise(&world, &actor, &round, 1, Network).await;
        raise(&world, &actor, &round, 2, Network).await;
    }
    let mut outsider = world.signed_in(&world.outsider).await;
    let outside = outsider.get(&wordings).await.is(200);
    outside
        .has("きっかけは、ある方の声です")
        .has("きっかけは、ある対話です")
        .has("遠回 歩")
        .lacks("重いものだけ")
        .lacks("移動販売のあとを聞く");
    for actor in [world.official, world.partner] {
        raise(&world, &actor, &round, 2, Public).await;
    }
    let mut visitor = world.visitor();
    let open = visitor.get(&wordings).await.is(200);
    open.has("きっかけは、ある方の声です")
        .has("パートナー")
        .lacks("遠回 歩")
        .lacks("重いものだけ")
        .lacks("第1版");
}

#[tokio::test]
async fn two_wordings_beside_each_other_mark_only_what_changed() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    reworded(&world, &round).await;
    let compare = format!("/challenges/{}/wordings/compare", round.challenge);
    let mut official = world.signed_in(&world.official).await;
    let marked = "車を手放しても買い物と<ins><span class=\"sr\">（加わったことば：</span>通院と<span class=\"sr\">、ここまで）</span></ins>おしゃべりを";
    for address in [
        compare.clone(),
        format!("{compare}?to=2"),
        format!("{compare}?from=1&to=2"),
        format!("{compare}?from=2&to=1"),
    ] {
        let page = official.get(&address).await.is(200);
        page.has(marked)
            .has("第1版から第2版へ")
            .has("新しい段落")
            .has("重いものを運ぶ人がいない。")
            .has("変わっていません。")
            .has("重いものだけ届けてほしい")
            .lacks("<del>週に");
    }
    let same = official.get(&format!("{compare}?from=1&to=1")).await.is(200);
    same.lacks("<ins><span")
        .lacks("rel=\"prev\"")
        .has("rel=\"next\"")
        .has("from=1&amp;to=2");
    for wrong in [
        "from=1&to=3",
        "from=0&to=1",
        "to=two",
        "from=-1",
        "to=99999999999999999999",
    ] {
        official.get(&format!("{compare}?{wrong}")).await.is(404);
    }
}

#[tokio::test]
async fn a_hidden_wording_cannot_be_compared_with() {
    use Audience::{Network, Public};
    let world = World::new().await;
    let round = Round::seed(&world).await;
    reworded(&world, &round).await;
    let compare = format!("/challenges/{}/wordings/compare", round.challenge);
    world.visitor().get(&compare).await.is(404);
    for actor in [world.official, world.partner] {
        raise(&world, &actor, &round, 1, Public).await;
    }
    let mut visitor = world.visitor();
    let alone = visitor.get(&compare).await.is(200);
    alone.lacks("通院").lacks("第2版");
    visitor.get(&format!("{compare}?from=1&to=2")).await.is(404);
    visitor.get(&format!("{compare}?to=2")).await.is(404);
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&format!("{compare}?to=2")).await.is(404);
    for actor in [world.official, world.partner] {
        raise(&world, &actor, &round, 2, Network).await;
    }
    outsider.get(&format!("{compare}?to=2")).await.is(200).has("通院");
    visitor.get(&format!("{compare}?to=2")).await.is(404);
    // A professional reads summaries of what the network reads; the history is more than that.
    let mut professional = world.signed_in(&world.professional).await;
    professional.get(&format!("{compare}?to=2")).await.is(404);
}

#[tokio::test]
async fn what_changed_in_an_adaptation_is_marked_part_by_part_with_the_voice_that_is_the_reason() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/adaptations/{}", round.adaptation);
    let mut official = world.signed_in(&world.official).await;
    official.get(&format!("{path}/compare")).await.is(404);
    let voice = format!("voice:{}", round.voice);
    let typed = [
        ("base", "1"),
        ("summary", "重いものだけ、家まで"),
        ("change-1", "kept"),
        ("change-2", "changed"),
        ("body-2", "電話を一本。重いものは玄関まで運ぶ"),
        ("reason-2", "重いものが困るという声"),
        ("source-2", voice.as_str()),
    ];
    official.post(&format!("{path}/revisions"), &typed).await.is(303);
    let page = official.get(&path).await.is(200);
    page.has("きっかけの声：")
        .has("「重いものだけ届けてほしい」")
        .has("/compare?revision=2");
    let compared = official.get(&format!("{path}/compare?revision=2")).await.is(200);
    compared
        .has("（加わったことば：</span>電話を一本。重いものは玄関まで運ぶ")
        .has("頼む方法")
        .has("変わっていません。");
    official.get(&format!("{path}/compare?revision=1")).await.is(404);
    official.get(&format!("{path}/compare?revision=3")).await.is(404);
    // Whoever may not hear the voice reads that there was one.
    for actor in [world.official, world.partner] {
        for (kind, id, number) in [
            (Piece::Wording, round.challenge.uuid(), 1),
            (Piece::Adaptation, round.adaptation.uuid(), 2),
        ] {
            let mut tx = world.write(&actor).await;
            let row = challenge::find(&mut tx, round.challenge).await.unwrap().unwrap();
            let key = hand::PieceKey { kind, id, number };
            hand::raise(&mut tx, &row, key, Audience::Network).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    let mut outsider = world.signed_in(&world.outsider).await;
    let outside = outsider.get(&path).await.is(200);
    outside
        .has("きっかけは、ある方の声です")
        .lacks("重いものだけ届けて");
    outsider.get(&format!("{path}/compare?revision=2")).await.is(404);
    // For which of the towns it is.
    let towns = format!("{path}/towns");
    outsider.get(&towns).await.is(403);
    official.get(&towns).await.is(200).has("凪浦町");
    let town = world.town.to_string();
    let other = world.other_town.to_string();
    official.post(&towns, &[("town", other.as_str())]).await.is(400);
    official.post(&towns, &[("town", town.as_str())]).await.is(303);
    outsider
        .get(&path)
        .await
        .is(200)
        .has("この作り変えを使う町：")
        .has("凪浦町");
    official.post(&towns, &[]).await.is(303);
    outsider.get(&path).await.is(200).lacks("この作り変えを使う町");
}

#[tokio::test]
async fn what_is_bold_is_compared_by_the_words_people_read() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut partner = world.signed_in(&world.partner).await;
    let voice = format!("voice:{}", round.voice);
    let path = format!("/challenges/{}/wordings", round.challenge);
    for (base, wording) in [
        ("1", "**最後の四歩**を歩く。\n\n雨の日もある。"),
        ("2", "**最後の四歩**を一緒に歩く。\n\n雨の日もある。"),
    ] {
        let form = [
            ("title", "買い物の足をどう守るか"),
            ("purpose", "車を手放しても買い物とおしゃべりを続けられる"),
            ("gains", "川上地区の75歳以上の方"),
            ("wording", wording),
            ("base", base),
            ("because", "集会所で聞いた"),
            ("reason", voice.as_str()),
        ];
        partner.post(&path, &form).await.is(303);
    }
    let page = partner.get(&format!("{path}/compare?from=2&to=3")).await.is(200);
    page.has("最後の四歩").has("<p>雨の日もある。</p>").lacks("**");
}
