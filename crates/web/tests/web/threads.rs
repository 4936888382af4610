//! Messages in a dialogue, drafts and forms sent twice, through the router.

use store::testing::TestDb;

use crate::{round::Round, world::World};

#[tokio::test]
async fn who_takes_part_writes_and_rewords_and_nobody_else_reads() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let said = format!("{path}/messages");
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    official
        .post(&said, &[("body", "月曜の朝、**車**を出せますか")])
        .await
        .is(303);
    let page = partner
        .get(&path)
        .await
        .is(200)
        .has("<strong>車</strong>")
        .has("浜口 澄江");
    let page = page.lacks("このことばを書き直す");
    let id = page.body.split("id=\"m-1\"").nth(1).map(str::to_owned);
    assert!(id.is_some());
    let mine = official.get(&path).await.is(200);
    let edit = mine.body.split("href=\"/messages/").nth(1).unwrap();
    let message = format!("/messages/{}", edit.split('/').next().unwrap());
    partner.get(&format!("{message}/edit")).await.is(403);
    partner.post(&message, &[("body", "乗っ取り")]).await.is(403);
    official
        .post(&message, &[("body", ""), ("version", "1")])
        .await
        .is(422);
    official
        .post(&message, &[("body", "火曜にします"), ("version", "1")])
        .await
        .is(303);
    // Whoever had the older version before them is told, and keeps what they typed.
    official
        .post(&message, &[("body", "水曜"), ("version", "1")])
        .await
        .is(422)
        .has("水曜")
        .has("ほかの方が先に");
    partner
        .get(&path)
        .await
        .is(200)
        .has("火曜にします")
        .has("書き直しの履歴");
    partner
        .get(&format!("{message}/history"))
        .await
        .is(200)
        .has("<strong>車</strong>")
        .has("火曜にします");
    for actor in [world.colleague, world.elsewhere, world.outsider, world.operator] {
        let mut other = world.signed_in(&actor).await;
        other.get(&said).await.is(404);
        other.get(&format!("{message}/history")).await.is(404);
    }
    official.post(&format!("{message}/withdrawal"), &[]).await.is(303);
    partner
        .get(&path)
        .await
        .is(200)
        .lacks("火曜にします")
        .has("取り下げました");
    official.get(&format!("{message}/edit")).await.is(403);
}

#[tokio::test]
async fn words_sent_at_the_same_instant_all_arrive() {
    for test in [TestDb::postgres().await, TestDb::sqlite().await] {
        let world = World::on(test).await;
        let round = Round::seed(&world).await;
        let path = format!("/dialogues/{}", round.dialogue);
        let said = format!("{path}/messages");
        let mut official = world.signed_in(&world.official).await;
        let mut partner = world.signed_in(&world.partner).await;
        for turn in 0..4 {
            let (one, other) = (format!("町の番 {turn}"), format!("団体の番 {turn}"));
            let (one, other) = ([("body", one.as_str())], [("body", other.as_str())]);
            let (one, other) = tokio::join!(official.post(&said, &one), partner.post(&said, &other));
            one.is(303);
            other.is(303);
        }
        let mut page = official.get(&path).await.is(200);
        for turn in 0..4 {
            page = page
                .has(&format!("町の番 {turn}"))
                .has(&format!("団体の番 {turn}"));
        }
    }
}

#[tokio::test]
async fn a_long_thread_goes_back_page_by_page() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut tx = world.write(&world.official).await;
    let row = store::dialogue::find(&mut tx, round.dialogue)
        .await
        .unwrap()
        .unwrap();
    for number in 1..=120 {
        let body = format!("ことば{number}。");
        store::message::insert(&mut tx, &row, &body).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut partner = world.signed_in(&world.partner).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let page = partner
        .get(&path)
        .await
        .is(200)
        .has("ことば120。")
        .has("ことば71。");
    page.lacks("ことば70。").has("messages?before=71");
    let page = partner.get(&format!("{path}/messages?before=71")).await.is(200);
    page.has("ことば70。")
        .has("ことば21。")
        .lacks("ことば20。")
        .has("before=21");
    let page = partner.get(&format!("{path}/messages?before=21")).await.is(200);
    page.has("ことば20。").has("ことば1。").lacks("before=");
}

#[tokio::test]
async fn a_form_sent_twice_is_taken_once() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let mut official = world.signed_in(&world.official).await;
    let typed = [("body", "一度だけ"), ("once", "0123456789abcdef")];
    official.post(&format!("{path}/messages"), &typed).await.is(303);
    let again = official.post(&format!("{path}/messages"), &typed).await.is(303);
    assert!(
        again.location().ends_with("done=already-taken"),
        "{}",
        again.location()
    );
    let page = official.get(&path).await.is(200);
    assert_eq!(page.body.matches("一度だけ").count(), 1);
    // Whoever goes back, writes something else and sends it says something new.
    let other = [("body", "戻ってから書いたこと"), ("once", "0123456789abcdef")];
    let new = official.post(&format!("{path}/messages"), &other).await.is(303);
    assert!(
        new.location().ends_with("done=message-said"),
        "{}",
        new.location()
    );
    official.get(&path).await.has("戻ってから書いたこと");
    // The same word in another's hands is another form.
    let mut partner = world.signed_in(&world.partner).await;
    partner.post(&format!("{path}/messages"), &typed).await.is(303);
    assert_eq!(official.get(&path).await.body.matches("一度だけ").count(), 2);
    let new = [
        ("title", "二度押した記録"),
        ("kind", "thread"),
        ("day", "2026-01-05"),
        ("audience", "town"),
        ("once", "fedcba9876543210"),
    ];
    let first = official.post("/dialogues", &new).await.is(303);
    let second = official.post("/dialogues", &new).await.is(303);
    let place = |answer: &str| answer.split('?').next().unwrap().to_owned();
    assert_eq!(place(first.location()), place(second.location()));
}

#[tokio::test]
async fn a_draft_comes_back_to_its_writer_alone() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let place = format!("message-{}", round.dialogue);
    let mut official = world.signed_in(&world.official).await;
    let typed = [("body", "まだ途中のことば"), ("place", place.as_str())];
    let kept = official.post("/drafts", &typed).await.is(303);
    assert_eq!(kept.location(), format!("{path}?done=draft-kept"));
    official
        .get(&path)
        .await
        .is(200)
        .has("まだ途中のことば")
        .has("下書きを戻しました");
    let mut partner = world.signed_in(&world.partner).await;
    partner.get(&path).await.is(200).lacks("まだ途中のことば");
    // Another person in the same browser sees nothing of it either.
    let typed = [("title", "書きかけの記録"), ("place", "dialogue")];
    official.post("/drafts", &typed).await.is(303);
    official.get("/dialogues/new").await.is(200).has("書きかけの記録");
    partner
        .get("/dialogues/new")
        .await
        .is(200)
        .lacks("書きかけの記録");
    official
        .post("/drafts/discarded", &[("place", "dialogue")])
        .await
        .is(303);
    official
        .get("/dialogues/new")
        .await
        .is(200)
        .lacks("書きかけの記録");
    // What was sent is no draft any more.
    official
        .post(&format!("{path}/messages"), &[("body", "できたことば")])
        .await
        .is(303);
    official.get(&path).await.is(200).lacks("まだ途中のことば");
}

#[tokio::test]
async fn a_dialogue_ahead_has_an_agenda_and_opens_no_challenge_yet() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let ahead = world.today().plus(7).to_string();
    let mut new = vec![
        ("title", "来週の打合せ"),
        ("kind", "meeting"),
        ("day", ahead.as_str()),
        ("audience", "town"),
        ("spot", "35.360555、138.727778"),
    ];
    official
        .post("/dialogues", &new)
        .await
        .is(422)
        .has("「話すこと」を書いてください");
    new.push(("agenda", "冬の便のこと\n\n費用のこと"));
    let answer = official.post("/dialogues", &new).await.is(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    let page = official
        .get(&path)
        .await
        .is(200)
        .has("予定")
        .has("<li>費用のこと</li>");
    page.has("maps.gsi.go.jp/#17/35.360555/138.727778")
        .lacks("課題のことばを書く");
    let dialogue = path.rsplit('/').next().unwrap();
    official
        .get(&format!("/challenges/new?dialogue={dialogue}"))
        .await
        .is(403);
}

#[tokio::test]
async fn a_visit_that_is_only_planned_is_none_yet() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let (today, ahead) = (world.today().to_string(), world.today().plus(3).to_string());
    let met = [
        ("title", "役場で聞く"),
        ("kind", "meeting"),
        ("day", today.as_str()),
        ("audience", "town"),
    ];
    let answer = official.post("/dialogues", &met).await.is(303);
    let dialogue = answer.location().split(['?', '/']).nth(2).unwrap().to_owned();
    let wording = [
        ("dialogue", dialogue.as_str()),
        ("title", "歩ける買い物"),
        ("purpose", "自分の足で選べる"),
        ("gains", "岬の方"),
        ("wording", "店が遠い。"),
    ];
    let answer = official.post("/challenges", &wording).await.is(303);
    let challenge = answer.location().split('?').next().unwrap().to_owned();
    official.get(&challenge).await.is(200).has("まだ訪ねていません");
    let id = challenge.rsplit('/').next().unwrap();
    let mut visit = vec![
        ("title", "岬を歩く"),
        ("kind", "visit"),
        ("day", ahead.as_str()),
        ("agenda", "道のこと"),
        ("audience", "circle"),
        ("challenge", id),
    ];
    official.post("/dialogues", &visit).await.is(303);
    official
        .get(&challenge)
        .await
        .is(200)
        .has("岬を歩く")
        .has("まだ訪ねていません");
    visit[2].1 = today.as_str();
    official.post("/dialogues", &visit).await.is(303);
    official.get(&challenge).await.is(200).lacks("まだ訪ねていません");
}

#[tokio::test]
async fn people_are_named_and_may_then_read() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let path = format!("/dialogues/{}", round.dialogue);
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get(&path).await.is(404);
    let mut official = world.signed_in(&world.official).await;
    let seat = world.colleague.seat().to_string();
    official
        .get(&format!("{path}/people"))
        .await
        .is(200)
        .has("堀江 拓");
    let unknown = world.outsider.seat().to_string();
    official
        .post(&format!("{path}/people"), &[("person", &unknown)])
        .await
        .is(422);
    official
        .post(&format!("{path}/people"), &[("person", &seat)])
        .await
        .is(303);
    colleague.get(&path).await.is(200).has("確認を待っています");
    colleague
        .post(&format!("{path}/messages"), &[("body", "読みました")])
        .await
        .is(303);
    official
        .get(&format!("{path}/people"))
        .await
        .is(200)
        .lacks("堀江 拓");
}

#[tokio::test]
async fn nothing_typed_is_lost_when_the_database_cannot_take_it() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let token = official.token().await;
    world.break_messages();
    let path = format!("/dialogues/{}/messages", round.dialogue);
    let typed = [("body", "消えてほしくないことば"), ("once", "0123456789abcdef")];
    let page = official.post_with(&token, &path, &typed).await.is(500);
    page.has("消えてほしくないことば")
        .lacks("0123456789abcdef")
        .lacks(&token);
}
