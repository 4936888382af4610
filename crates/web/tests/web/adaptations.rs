//! 型, 作り変え and 次の一歩 through the router.

use crate::{round::Round, world::World};

mod meanwhile;

#[tokio::test]
async fn a_package_keeps_its_parts_through_refusals_and_versions() {
    let world = World::new().await;
    let mut partner = world.signed_in(&world.partner).await;
    let typed = [
        ("title", "三つ聞く窓口"),
        ("title-2", "聞く"),
        ("body-2", "三つだけ聞く"),
        ("body-11", "名前のない部分"),
        ("audience", "circle"),
    ];
    let refused = partner.post("/packages", &typed).await.is(422);
    refused.has("三つだけ聞く").has("名前のない部分").has("3か所");
    let more = partner
        .post(
            "/packages",
            &[("title", "途中"), ("more", "1"), ("title-3", "三つ目")],
        )
        .await
        .is(200);
    more.has("途中").has("三つ目").has("title-5");
    let good = [
        ("title", "三つ聞く窓口"),
        ("summary", "書くのは役所の側"),
        ("title-1", "聞く"),
        ("body-1", "三つだけ聞く"),
        ("audience", "public"),
    ];
    let made = partner.post("/packages", &good).await.is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    world
        .visitor()
        .get(&path)
        .await
        .is(200)
        .has("三つだけ聞く")
        .has("株式会社とおまわり");
    world.visitor().get("/packages").await.is(200).has("三つ聞く窓口");
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.post(&path, &good).await.is(403);
    let mut again = good.to_vec();
    again.push(("version", "1"));
    partner.post(&path, &again).await.is(303);
    partner
        .post(&path, &again)
        .await
        .is(422)
        .has("新しい版が書かれています");
}

#[tokio::test]
async fn each_change_says_why_and_where_it_was_heard() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let choose = format!("/challenges/{}/adaptations/new", round.challenge);
    official
        .get(&choose)
        .await
        .is(200)
        .has("ついで便")
        .has("白紙から始める");
    official
        .get(&format!("{choose}?package={}", round.package))
        .await
        .is(200)
        .has("週に一度")
        .has("頼む方法");
    let post = format!("/challenges/{}/adaptations", round.challenge);
    let package = round.package.to_string();
    let mut typed = vec![
        ("package", package.as_str()),
        ("title", "集会所のついで便"),
        ("summary", "黒板で頼む"),
        ("change-1", "kept"),
        ("change-2", "changed"),
        ("body-2", "集会所の黒板に書く"),
        ("title-3", "お茶の時間"),
        ("body-3", "30分あけておく"),
        ("reason-3", "話す場がほしいから"),
    ];
    let refused = official.post(&post, &typed).await.is(422);
    refused
        .has("2か所")
        .has("集会所の黒板に書く")
        .has("話す場がほしいから")
        .has("お茶の時間");
    let source = format!("dialogue:{}", round.dialogue);
    typed.extend([
        ("reason-2", "電話が苦手な方がいる"),
        ("source-2", source.as_str()),
        ("source-3", source.as_str()),
    ]);
    let made = official.post(&post, &typed).await.is(303);
    let path = made.location().split('?').next().unwrap().to_owned();
    let mut partner = world.signed_in(&world.partner).await;
    let page = partner.get(&path).await.is(200);
    page.has("そのまま")
        .has("変えた")
        .has("加えた")
        .has("電話が苦手な方がいる")
        .has("もっと話す")
        .has("手放す");
    let page = partner.get(&format!("{path}/revise")).await.is(200);
    page.has("集会所の黒板に書く").has("お茶の時間");
    // The whole form again, dropping a part: the first revision stays readable.
    let revisions = format!("{path}/revisions");
    let mut next: Vec<_> = typed
        .iter()
        .filter(|(name, _)| *name != "change-1")
        .copied()
        .collect();
    next.extend([
        ("base", "1"),
        ("change-1", "dropped"),
        ("reason-1", "道が狭い"),
        ("source-1", source.as_str()),
    ]);
    partner.post(&revisions, &next).await.is(303);
    partner
        .post(&revisions, &next)
        .await
        .is(422)
        .has("新しい版が書かれています")
        .has("道が狭い");
    partner.get(&path).await.is(200).has("外した").has("第2版");
    official
        .get(&format!("{path}?revision=1"))
        .await
        .is(200)
        .lacks("外した")
        .has("第1版");
    world.visitor().get(&path).await.is(404);
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&path).await.is(404);
    outsider
        .get(&format!("/packages/{}", round.package))
        .await
        .is(200)
        .lacks("集会所のついで便");
}

#[tokio::test]
async fn an_answer_is_one_of_five_moves_and_never_yes_or_no() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/adaptations/{}", round.adaptation);
    let moves = format!("{path}/moves");
    let mut official = world.signed_in(&world.official).await;
    let page = official.get(&path).await.is(200);
    let kinds = page.body.matches("name=\"kind\"").count();
    assert_eq!(kinds, 5);
    for word in ["承認", "却下", "採用", "不採用", "お断り", "accept", "reject"] {
        assert!(!page.body.contains(word), "{word}");
    }
    official
        .post(&moves, &[("kind", "accept"), ("words", "よい"), ("number", "1")])
        .await
        .is(422)
        .has("よい");
    let without = official
        .post(
            &moves,
            &[("kind", "let_go"), ("words", "夜の足を減らす"), ("number", "1")],
        )
        .await
        .is(422);
    without.has("夜の足を減らす");
    official
        .post(
            &moves,
            &[
                ("kind", "talk_more"),
                ("words", "保険の話を"),
                ("number", "1"),
                ("until", "いつか"),
            ],
        )
        .await
        .is(303);
    let mut partner = world.signed_in(&world.partner).await;
    partner
        .get(&path)
        .await
        .is(200)
        .has("保険の話を")
        .has("もっと話す");
    partner
        .post(
            &moves,
            &[("kind", "try_small"), ("words", "二週間だけ"), ("number", "9")],
        )
        .await
        .is(422)
        .has("二週間だけ");
    partner
        .post(
            &moves,
            &[("kind", "try_small"), ("words", "二週間だけ"), ("number", "1")],
        )
        .await
        .is(303);
    let until = world.today().plus(30).to_string();
    let wait = [
        ("kind", "wait_until"),
        ("words", "予算の後で"),
        ("number", "1"),
        ("until", until.as_str()),
    ];
    partner.post(&moves, &wait).await.is(303);
    let challenge = format!("/challenges/{}", round.challenge);
    official
        .get(&challenge)
        .await
        .is(200)
        .has("予算の後で")
        .has("休み中");
    official.get(&path).await.is(200).lacks("/moves\"");
    official.post(&format!("{challenge}/waking"), &[]).await.is(303);
    let letting = [
        ("kind", "let_go"),
        ("words", "離れる"),
        ("keep", "電話一本"),
        ("number", "1"),
    ];
    official.post(&moves, &letting).await.is(303);
    partner.get(&path).await.is(200).has("手放した版").has("電話一本");
    partner.get(&challenge).await.is(200).has("いま：作り変え");
}
