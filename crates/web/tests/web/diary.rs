//! 試行日誌, corrected values and costs through the router.

use domain::{
    id::TrialId,
    package::{Cost, Terms},
};

use crate::{round::Round, world::World};

mod photos;

async fn running(world: &World) -> (Round, TrialId, String) {
    let round = Round::seed(world).await;
    let (trial, _) = round.go_on(world).await;
    (round, trial, format!("/trials/{trial}"))
}

/// The address of the first link on a page that ends like this.
fn link(body: &str, ends: &str) -> String {
    let end = body
        .find(&format!("{ends}\""))
        .unwrap_or_else(|| panic!("no link …{ends}"))
        + ends.len();
    let begin = body[..end].rfind('"').unwrap() + 1;
    body[begin..end].to_owned()
}

#[tokio::test]
async fn a_day_is_told_with_a_voice_told_anew_and_taken_back() {
    let world = World::new().await;
    let (round, _, trial) = running(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    official.get(&trial).await.is(200).has("まだ日誌がありません");
    official
        .get(&format!("{trial}/diary/new"))
        .await
        .is(200)
        .has("重いものだけ届けてほしい");
    let today = world.today().to_string();
    let later = world.today().plus(1).to_string();
    let voice = round.voice.to_string();
    let post = format!("{trial}/diary");
    official
        .post(
            &post,
            &[("day", &later), ("body", "雨だった"), ("voice", "elsewhere")],
        )
        .await
        .is(422)
        .has("2か所")
        .has("雨だった");
    let fields = [
        ("day", today.as_str()),
        ("body", "三人が歩いて来た"),
        ("there", "浜口"),
        ("voice", voice.as_str()),
        ("once", "0011223344556677"),
    ];
    official.post(&post, &fields).await.is(303);
    // Sent twice, told once.
    official.post(&post, &fields).await.is(303);
    let read = partner.get(&post).await.is(200);
    let read = read
        .has("三人が歩いて来た")
        .has("重いものだけ届けてほしい")
        .lacks("/edit");
    assert_eq!(read.body.matches("三人が歩いて来た").count(), 1);

    let edit = link(&official.get(&post).await.body, "/edit");
    let entry = edit.strip_suffix("/edit").unwrap().to_owned();
    partner.get(&edit).await.is(403);
    let anew = |version| {
        [
            ("version", version),
            ("day", today.as_str()),
            ("body", "四人が歩いて来た"),
            ("voice", ""),
        ]
    };
    official
        .post(&entry, &anew("7"))
        .await
        .is(422)
        .has("四人が歩いて来た");
    official.post(&entry, &anew("1")).await.is(303);
    partner
        .get(&trial)
        .await
        .is(200)
        .has("四人が歩いて来た")
        .lacks("三人が歩いて来た");
    partner
        .get(&format!("{entry}/history"))
        .await
        .is(200)
        .has("三人が歩いて来た");
    official
        .post(&format!("{entry}/withdrawal"), &[])
        .await
        .is(422)
        .has("四人が歩いて来た");
    official
        .post(&format!("{entry}/withdrawal"), &[("why", "別の日のことだった")])
        .await
        .is(303);
    partner
        .get(&post)
        .await
        .is(200)
        .lacks("四人が")
        .has("取り下げました");
    official.get(&edit).await.is(403);
    for outside in [world.colleague, world.outsider] {
        world.signed_in(&outside).await.get(&post).await.is(404);
        world
            .signed_in(&outside)
            .await
            .get(&format!("{entry}/history"))
            .await
            .is(404);
    }
}

#[tokio::test]
async fn the_draft_of_a_day_comes_back_to_its_writer_alone() {
    let world = World::new().await;
    let (_, id, trial) = running(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let place = format!("diary-{id}");
    official
        .post("/drafts", &[("place", &place), ("body", "書きかけの一日")])
        .await
        .is(303);
    let new = format!("{trial}/diary/new");
    official.get(&new).await.is(200).has("書きかけの一日");
    world
        .signed_in(&world.partner)
        .await
        .get(&new)
        .await
        .is(200)
        .lacks("書きかけ");
    let today = world.today().to_string();
    official
        .post(
            &format!("{trial}/diary"),
            &[("day", &today), ("body", "書きあげた一日")],
        )
        .await
        .is(303);
    official.get(&new).await.is(200).lacks("書きかけ");
}

#[tokio::test]
async fn a_value_is_corrected_and_withdrawn_by_who_wrote_it() {
    let world = World::new().await;
    let (_, _, trial) = running(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let today = world.today().to_string();
    let value = [
        ("indicator", "1"),
        ("day", today.as_str()),
        ("value", "90"),
        ("once", "8899aabbccddeeff"),
    ];
    let post = format!("{trial}/measurements");
    official.post(&post, &value).await.is(303);
    official.post(&post, &value).await.is(303);
    partner.get(&trial).await.is(200).has("90人").lacks("/edit");
    let page = official.get(&trial).await.is(200);
    let edit = link(&page.body, "/edit");
    let path = edit.strip_suffix("/edit").unwrap();
    partner.get(&edit).await.is(403);
    partner.post(path, &[]).await.is(403);
    let fields = |reason| {
        [
            ("version", "1"),
            ("day", today.as_str()),
            ("value", "9"),
            ("reason", reason),
        ]
    };
    official
        .post(path, &fields(""))
        .await
        .is(422)
        .has("直すわけ：入力してください");
    official.post(path, &fields("数え間違い")).await.is(303);
    // Somebody's second tab still holds the first version.
    official
        .post(path, &fields("数え間違い"))
        .await
        .is(422)
        .has("ほかの");
    partner
        .get(&trial)
        .await
        .is(200)
        .has("直す前の値：90")
        .has("数え間違い")
        .has("はじめより3人多い");
    official.get(&edit).await.is(200).has("数え間違い").has("90");
    official
        .post(&format!("{path}/withdrawal"), &[("why", "別の会場だった")])
        .await
        .is(303);
    let page = partner.get(&trial).await.is(200);
    page.has("<s>9</s>")
        .has("別の会場だった")
        .has("まだ測った値がありません")
        .lacks("はじめより");
    let table = partner
        .get(&format!("{trial}/measurements?indicator=1"))
        .await
        .is(200);
    table.has("取り下げた値です").has("直す前の値：90");
    partner
        .get(&format!("{trial}/measurements?indicator=7"))
        .await
        .is(404);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, read from top to bottom")]
async fn costs_are_summed_by_who_bears_them_beside_the_plan() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    // The revision that is tried says what its parts cost; what it dropped costs nothing.
    let mut tx = world.write(&world.partner).await;
    let on = store::adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    let part = |title, change, high| store::adaptation::NewPart {
        part: None,
        change,
        title,
        body: "",
        reason: "",
        dialogue: None,
        voice: None,
        terms: Terms {
            cost: Cost::of(Some(1_000), Some(high)),
            ..Terms::default()
        },
    };
    let parts = [
        part("燃料", domain::adaptation::Change::Added, 10_000),
        part("車", domain::adaptation::Change::Dropped, 900_000),
    ];
    store::adaptation::reshape(&mut tx, &on, "費用を書いた", &parts)
        .await
        .unwrap();
    let on = store::adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    let new = store::trial::NewTrial {
        round: 1,
        title: "費用のある試行",
        what: "運ぶ",
        place: "",
        begins: world.today(),
        ends: world.today(),
        indicators: &[],
    };
    let planned = store::trial::insert(&mut tx, &on, &new).await.unwrap();
    tx.commit().await.unwrap();
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let path = format!("/trials/{planned}/costs");
    official
        .get(&path)
        .await
        .is(200)
        .has("まだ費用の記録がありません")
        .has("1,000円から10,000円");
    let today = world.today().to_string();
    official
        .post(
            &path,
            &[
                ("day", &today),
                ("what", "燃料"),
                ("amount", "ゼロ"),
                ("bearer", "town"),
            ],
        )
        .await
        .is(422)
        .has("1円以上")
        .has("ゼロ");
    for (what, amount, bearer) in [("燃料", "４，８００円", "town"), ("=1+1", "1200", "partner")] {
        let fields = [
            ("day", today.as_str()),
            ("what", what),
            ("amount", amount),
            ("bearer", bearer),
        ];
        official.post(&path, &fields).await.is(303);
    }
    let page = partner.get(&path).await.is(200);
    let page = page
        .has("6,000円")
        .has("4,800円")
        .has("あと4,000円")
        .lacks("/edit");
    assert!(!page.body.contains("900,000"));
    partner
        .get(&format!("/trials/{planned}"))
        .await
        .is(200)
        .has("6,000円");
    let csv = partner.get(&format!("{path}.csv")).await.is(200);
    assert!(
        csv.body.starts_with('\u{feff}') && csv.body.contains("'=1+1"),
        "{}",
        csv.body
    );
    assert!(
        csv.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );

    let edit = link(&official.get(&path).await.body, "/edit");
    let cost = edit.strip_suffix("/edit").unwrap();
    let fields = [
        ("version", "1"),
        ("day", today.as_str()),
        ("what", "高速代"),
        ("amount", "20000"),
        ("bearer", "partner"),
        ("reason", "領収書が届いた"),
    ];
    partner.post(cost, &fields).await.is(403);
    official.post(cost, &fields).await.is(303);
    partner
        .get(&path)
        .await
        .is(200)
        .has("多くかかっています")
        .has("直す前の金額：")
        .has("領収書が届いた");
    official
        .post(&format!("{cost}/withdrawal"), &[])
        .await
        .is(422)
        .has("高速代");
    official
        .post(&format!("{cost}/withdrawal"), &[("why", "二重だった")])
        .await
        .is(303);
    partner
        .get(&path)
        .await
        .is(200)
        .has("二重だった")
        .has("取り下げた記録です")
        .lacks("26,000円");
    world.visitor().get(&path).await.is(404);
    world.visitor().get(&format!("{path}.csv")).await.is(404);
}
