//! 対話 and 肉声 through the router.

use crate::{round::Round, world::World};

const NEW: [(&str, &str); 7] = [
    ("title", "配送の見直し"),
    ("kind", "meeting"),
    ("day", "2026-01-05"),
    ("notes", "**週二回**なら<script>alert(1)</script>出せる"),
    ("residents", "商工会のみなさん 3人\n\n大野さん"),
    ("audience", "town"),
    ("starts", "13:30"),
];

#[tokio::test]
async fn a_dialogue_is_recorded_with_its_people_and_read_by_the_town() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    official
        .get("/dialogues")
        .await
        .is(200)
        .has("まだ対話がありません");
    official
        .get("/dialogues/new")
        .await
        .is(200)
        .has("公文書")
        .has("凪浦町");
    let answer = official.post("/dialogues", &NEW).await.is(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    let page = official.get(&path).await.is(200);
    let page = page
        .has("<strong>週二回</strong>")
        .lacks("<script>alert")
        .has("大野さん")
        .has("浜口 澄江");
    page.has("この対話から課題のことばを書く").has("13:30");
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get("/dialogues").await.is(200).has("配送の見直し");
    for actor in [world.elsewhere, world.partner, world.operator, world.professional] {
        let mut other = world.signed_in(&actor).await;
        other.get(&path).await.is(404);
        other.get("/dialogues").await.is(200).lacks("配送の見直し");
    }
    // A colleague who was there says so, and may then write on.
    colleague.get(&format!("{path}/edit")).await.is(403);
    colleague.post(&format!("{path}/presence"), &[]).await.is(303);
    colleague.get(&format!("{path}/edit")).await.is(200);
    colleague.post(&format!("{path}/presence"), &[]).await.is(403);
}

#[tokio::test]
async fn a_day_is_taken_by_either_calendar() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let with =
        |day: &'static str| NEW.map(|(name, value)| if name == "day" { (name, day) } else { (name, value) });
    for day in ["令和8年1月5日（月）", "R8.1.5", "２０２６年１月５日"] {
        let answer = official.post("/dialogues", &with(day)).await.is(303);
        let path = answer.location().split('?').next().unwrap().to_owned();
        official.get(&path).await.is(200).has("令和8年1月5日（月）");
    }
    official
        .post("/dialogues", &with("令和8年1月5日（日）"))
        .await
        .is(422)
        .has("令和8年1月5日（日）");
}

#[tokio::test]
async fn a_refused_form_keeps_everything_typed() {
    let world = World::new().await;
    let mut partner = world.signed_in(&world.partner).await;
    let long = "あ".repeat(61);
    let typed = [
        ("title", long.as_str()),
        ("town", "どこにもない町"),
        ("day", "2099-01-01"),
        ("starts", "25:00"),
        ("residents", "川上のみなさん"),
        ("notes", "書きかけのことば"),
        ("words", "声だけ書いた"),
        ("audience", "public"),
    ];
    let page = partner.post("/dialogues", &typed).await.is(422);
    let page = page
        .has("エラー：")
        .has(&long)
        .has("どこにもない町")
        .has("川上のみなさん")
        .has("書きかけのことば");
    page.has("声だけ書いた")
        .has("参加している自治体の中に見つかりません")
        .has("8か所");
    // The partner names the town; its staff then read it.
    let mut good = NEW.to_vec();
    good.push(("town", "凪浦町"));
    partner.post("/dialogues", &good).await.is(303);
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get("/dialogues").await.is(200).has("配送の見直し");
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let change = |notes| {
        [
            ("title", "直した"),
            ("kind", "visit"),
            ("day", "2026-01-05"),
            ("version", "1"),
            ("notes", notes),
        ]
    };
    official.post(&path, &change("先に")).await.is(303);
    let page = partner.post(&path, &change("あとから")).await.is(422);
    page.has("あとから").has("ほかの方が先に");
    official.get(&path).await.is(200).has("先に").lacks("あとから");
}

#[tokio::test]
async fn a_voice_is_opened_by_the_town_alone() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let mut partner = world.signed_in(&world.partner).await;
    partner
        .get(&path)
        .await
        .is(200)
        .has("重いものだけ届けてほしい")
        .lacks("/opening");
    let typed = [
        ("words", "店も車を出せる"),
        ("speaker", "business"),
        ("consent", "circle"),
    ];
    partner.post(&format!("{path}/voices"), &typed).await.is(303);
    partner
        .post(&format!("{path}/voices"), &typed[..2])
        .await
        .is(422)
        .has("店も車を出せる");
    let opening = format!("/voices/{}/opening", round.voice);
    partner.post(&opening, &[("audience", "public")]).await.is(403);
    let mut official = world.signed_in(&world.official).await;
    official
        .get(&path)
        .await
        .is(200)
        .has("公開の基準")
        .has("店も車を出せる");
    let done = official.post(&opening, &[("audience", "public")]).await.is(303);
    assert!(
        done.location().ends_with("done=voice-opened"),
        "{}",
        done.location()
    );
    // What is closed again has a reason.
    official
        .post(&opening, &[("audience", "network")])
        .await
        .is(422)
        .has("公開をやめる理由");
    let reason = format!("closing-{}", round.voice.uuid().simple());
    official
        .post(
            &opening,
            &[("audience", "network"), (&reason, "だれのことばか分かるため")],
        )
        .await
        .is(303);
    official
        .post(&opening, &[("audience", "participants")])
        .await
        .is(403);
}
