//! Notes and voices that come in from a telephone, or from an ordinary form.

use axum::http::header;
use serde_json::Value;

use super::{page_of, page_of_path, problems, read, send};
use crate::{round::Round, world::World};

#[tokio::test]
async fn a_note_sent_again_is_taken_once() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let visit = round.dialogue.to_string();
    let note = |words| {
        [
            ("visit", visit.as_str()),
            ("once", "k-0123456789abcdef"),
            ("note", words),
        ]
    };
    let first = send(&mut official, "/field", &note("坂が急で、荷車は無理"))
        .await
        .is(200);
    let first = read(&first);
    assert_eq!(first["path"], format!("/dialogues/{visit}"));
    assert_eq!(first["again"], Value::Null);
    // The answer was lost: the telephone sends it again, from another session too.
    for _ in 0..2 {
        let again = send(&mut official, "/field", &note("坂が急で、荷車は無理"))
            .await
            .is(200);
        let again = read(&again);
        assert_eq!(
            (&again["again"], &again["theirs"]),
            (&Value::Bool(true), &Value::Null)
        );
        assert_eq!(again["message"], first["message"]);
        official = world.signed_in(&world.official).await;
    }
    // Corrected on the telephone meanwhile: what stands here is told, and nothing is written over it.
    let corrected = send(&mut official, "/field", &note("坂は急だが、荷車は通る"))
        .await
        .is(200);
    assert_eq!(read(&corrected)["theirs"]["words"], "坂が急で、荷車は無理");
    let page = page_of(&mut official, &round).await;
    assert_eq!(page.body.matches("坂が急で、荷車は無理").count(), 1);
    page.lacks("荷車は通る");
    // The same word in somebody else's hands is another note.
    let mut partner = world.signed_in(&world.partner).await;
    send(&mut partner, "/field", &note("わたしのメモ")).await.is(200);
    page_of(&mut partner, &round).await.has("わたしのメモ");
}

#[tokio::test]
async fn what_is_wrong_is_said_in_the_readers_words() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let visit = round.dialogue.to_string();
    let empty = [("visit", visit.as_str()), ("once", "k-1111111111"), ("note", " ")];
    let answer = send(&mut official, "/field", &empty).await.is(422);
    assert_eq!(problems(&answer)[0].0, "note");
    assert!(problems(&answer)[0].1.contains("聞いた声"));
    let voice = [
        ("visit", visit.as_str()),
        ("once", "k-1111111111"),
        ("words", "灯りがほしい"),
    ];
    let answer = send(&mut official, "/field", &voice).await.is(422);
    let fields: Vec<_> = problems(&answer).into_iter().map(|one| one.0).collect();
    assert_eq!(fields, ["speaker", "consent"]);
    official.set_cookie("__Host-tomoni-language", "en");
    let answer = send(&mut official, "/field", &empty).await.is(422);
    assert!(problems(&answer)[0].1.contains("voice you heard"));
    // Refused is not taken: mended, the same word goes through.
    let mended = [&voice[..], &[("speaker", "resident"), ("consent", "circle")]].concat();
    send(&mut official, "/field", &mended).await.is(200);
    assert_eq!(read(&send(&mut official, "/field", &mended).await)["again"], true);
    let page = page_of(&mut official, &round).await;
    assert_eq!(page.body.matches("灯りがほしい").count(), 1);
}

#[tokio::test]
async fn whoever_does_not_take_part_is_told_so_and_keeps_their_words() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let today = world.today().to_string();
    let visit = [
        ("visit", "new"),
        ("once", "k-eeeeeeeeee"),
        ("title", "庁内で読める訪問"),
        ("day", today.as_str()),
        ("audience", "town"),
    ];
    let taken = send(&mut official, "/field", &visit).await.is(200);
    let path = read(&taken)["path"].as_str().unwrap().to_owned();
    let id = path.trim_start_matches("/dialogues/");
    let mut colleague = world.signed_in(&world.colleague).await;
    let note = [("visit", id), ("once", "k-ffffffffff"), ("note", "のぞき見")];
    let answer = send(&mut colleague, "/field", &note).await.is(422);
    assert!(problems(&answer)[0].1.contains("ほかの対話"));
    colleague
        .post("/field", &note)
        .await
        .is(422)
        .has("のぞき見")
        .has("error-summary");
    // Written under one hat, it is not sent under another.
    let hat = world.admin.hat.code();
    let other = [
        ("visit", id),
        ("hat", hat.as_str()),
        ("once", "k-0f0f0f0f0f"),
        ("note", "立場ちがい"),
    ];
    let answer = send(&mut official, "/field", &other).await.is(422);
    assert!(problems(&answer)[0].1.contains("別の立場"));
    page_of_path(&mut official, &path)
        .await
        .lacks("立場ちがい")
        .lacks("のぞき見");
}

#[tokio::test]
async fn without_scripts_it_is_an_ordinary_form() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let visit = round.dialogue.to_string();
    let typed = [
        ("visit", visit.as_str()),
        ("once", "0123456789abcdef01234567"),
        ("note", "道が細い"),
        ("words", "ここは車が入れません"),
        ("speaker", "resident"),
        ("consent", "public"),
    ];
    let first = official.post("/field", &typed).await.is(303);
    let to = first.location().to_owned();
    official.get(&to).await.is(200).has("書いたものが届きました");
    official.post("/field", &typed).await.is(303);
    let page = page_of(&mut official, &round).await;
    for words in ["道が細い", "ここは車が入れません"] {
        assert_eq!(page.body.matches(words).count(), 1, "{words}");
    }
}

#[tokio::test]
async fn a_session_that_ended_sends_nothing_and_says_so() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let held = official.token().await;
    let stale = official.clone();
    official.post("/sign-out", &[]).await.is(303);
    let mut stale = stale;
    assert!(
        stale
            .get("/field/state")
            .await
            .is(303)
            .location()
            .starts_with("/sign-in")
    );
    let visit = round.dialogue.to_string();
    let answer = stale
        .post_with(&held, "/field", &[("visit", visit.as_str()), ("note", "あとで")])
        .await;
    assert_eq!(answer.status.as_u16(), 401, "signing in comes first");
    assert_eq!(answer.has("あとで").headers[header::CACHE_CONTROL], "no-store");
}
