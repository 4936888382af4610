//! Corrections by one hand, requests for them from outside, and whom to tell of a mistake.

use axum::http::header;
use web::access::table;

use super::opened;
use crate::{
    access::{address, seeded},
    easy::open,
    world::World,
};

#[tokio::test]
async fn one_hand_corrects_and_nobody_else_does() {
    let world = World::new().await;
    let mut pages = opened(&world).await;
    let path = format!("{}/corrections/wording.{}.2", pages.challenge, pages.id);
    let form = [
        ("remark", "correction"),
        ("words", "二度ではなく三度"),
        ("reason", "店に聞き直した"),
    ];
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&path).await.is(200).lacks("name=\"remark\"");
    outsider.post(&path, &form).await.is(403);
    pages.partner.post(&path, &form[..1]).await.is(422).has("2か所");
    pages.partner.post(&path, &form).await.is(303);
    let mut colleague = world.signed_in(&world.colleague).await;
    let mut notice = form;
    notice[0].1 = "notice";
    notice[1].1 = "三月に様子を見ます";
    colleague.post(&path, &notice).await.is(303);
    let mut visitor = world.visitor();
    let page = visitor.get(&pages.challenge).await.is(200);
    page.has("二度ではなく三度")
        .has("店に聞き直した")
        .has("三月に様子を見ます")
        .lacks("遠回 歩");
    visitor
        .get("/challenges.atom")
        .await
        .is(200)
        .has("二度ではなく三度");
    // What is closed has no corrections to be seen.
    pages.hand(true, &[], "").await.is(303);
    visitor.get(&path).await.is(404);
    pages.official.get(&path).await.is(404);
    visitor
        .get("/challenges.atom")
        .await
        .is(200)
        .lacks("二度ではなく三度");
}

#[tokio::test]
async fn anyone_asks_for_a_correction_and_the_town_answers_in_words() {
    let world = World::new().await;
    let pages = opened(&world).await;
    let contact = format!("/towns/{}/contact", world.town);
    let mut admin = world.signed_in(&world.admin).await;
    let refused = admin
        .post(&contact, &[("office", "企画課 公民連携係")])
        .await
        .is(422);
    refused.has("どれか一つ").has("企画課 公民連携係");
    let wrong = [("office", "企画課"), ("site", "javascript:alert(1)")];
    admin
        .post(&contact, &wrong)
        .await
        .is(422)
        .has("https:// から始まる");
    let right = [("office", "企画課 公民連携係"), ("telephone", "0000-00-0000")];
    admin.post(&contact, &right).await.is(303);
    let mut visitor = world.visitor();
    let ask = format!("{}/correction-request", pages.challenge);
    let page = visitor.get(&pages.challenge).await.is(200);
    page.has("誤りに気づいたら")
        .has("企画課 公民連携係")
        .has("0000-00-0000")
        .has(&ask);
    visitor
        .get(&format!("/towns/{}", world.town))
        .await
        .is(200)
        .has("企画課 公民連携係");
    let form = visitor.get(&ask).await.is(200).has("利用目的");
    let token = crate::client::token(&form.body).unwrap();
    let robot = [("words", "広告"), ("website", "https://x.example")];
    visitor.post_with(&token, &ask, &robot).await.is(422);
    let bad = [("words", "二度です"), ("email", "いいえ")];
    visitor
        .post_with(&token, &ask, &bad)
        .await
        .is(422)
        .has("二度です");
    let sent = visitor
        .post_with(&token, &ask, &[("words", "週に二度でした")])
        .await
        .is(303);
    let mine = sent.location().to_owned();
    let shown = visitor
        .get(&mine)
        .await
        .is(200)
        .has("週に二度でした")
        .has("お待ちください");
    assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get("/home").await.is(200).has("週に二度でした");
    let list = format!("/towns/{}/correction-requests", world.town);
    let listed = colleague.get(&list).await.is(200).has("週に二度でした");
    let id = listed.body.split("/correction-requests/").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let request = format!("/correction-requests/{id}");
    let answer = format!("{request}/answer");
    colleague.get(&request).await.is(200);
    colleague.post(&answer, &[("outcome", "stays")]).await.is(422);
    let words = [("outcome", "stays"), ("words", "記録の日は週に一度でした")];
    colleague.post(&answer, &words).await.is(303);
    colleague.post(&answer, &words).await.is(409);
    visitor.get(&mine).await.is(200).has("記録の日は週に一度でした");
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere.get(&request).await.is(404);
    for _ in 0..10 {
        visitor.post_with(&token, &ask, &[("words", "もう一度")]).await;
    }
    let many = visitor
        .post_with(&token, &ask, &[("words", "もう一度")])
        .await
        .is(422);
    many.has("時間をおいて").has("もう一度");
}

#[tokio::test]
async fn every_public_page_of_a_record_says_whom_to_tell() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let challenge = &seeds.iter().find(|(name, _)| *name == "{challenge}").unwrap().1;
    let contact = [("office", "企画課 公民連携係"), ("telephone", "0000-00-0000")];
    let mut admin = world.signed_in(&world.admin).await;
    let path = format!("/towns/{}/contact", world.town);
    admin.post(&path, &contact).await.is(303);
    let records = [
        "/challenges/{challenge}",
        "/adaptations/{adaptation}",
        "/trials/{trial}",
        "/reflections/{reflection}",
    ];
    // The form itself, and what was corrected, which stands on the record's page beside the contact.
    let beside = "/challenges/{challenge}/correction";
    let is_of_record =
        |path: &str| records.iter().any(|begin| path.starts_with(begin)) && !path.starts_with(beside);
    let mut read = Vec::new();
    for open_to_all in [false, true] {
        if open_to_all {
            open(&world, challenge).await;
        }
        for entry in table()
            .iter()
            .filter(|entry| entry.method == "GET" && is_of_record(entry.path))
        {
            let answer = world.visitor().get(&address(entry.path, &seeds)).await;
            if answer.status.as_u16() != 200 || !answer.body.starts_with("<!doctype html>") {
                continue;
            }
            assert!(open_to_all, "{} is read before it was opened", entry.path);
            let answer = answer
                .has("誤りに気づいたら")
                .has(&format!("/challenges/{challenge}/correction-request"));
            if entry.path != "/adaptations/{adaptation}/compare" {
                answer.has("企画課 公民連携係").has("0000-00-0000");
            }
            read.push(entry.path);
        }
    }
    for page in ["wordings", "wordings/compare", "voices", "towns"] {
        let page = format!("/challenges/{{challenge}}/{page}");
        assert!(
            read.iter().any(|path| *path == page),
            "{page} was not read: {read:?}"
        );
    }
    assert!(read.len() >= 11, "{read:?}");
}
