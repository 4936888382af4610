//! Field notes: the page, its shell and its worker, and what a telephone sends once it has a network again.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::Value;

use crate::{
    client::{Answer, Client},
    round::Round,
    world::World,
};

/// Sends fields as the page's script does.
async fn send(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let state = state(client).await;
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("csrf", state["csrf"].as_str().unwrap());
    body.extend_pairs(fields);
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    client
        .send(request.body(Body::from(body.finish())).unwrap())
        .await
}

async fn state(client: &mut Client) -> Value {
    read(&client.get("/field/state").await.is(200))
}

#[track_caller]
fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", answer.body))
}

/// What is wrong, by field.
fn problems(answer: &Answer) -> Vec<(String, String)> {
    let said = read(answer);
    let all = said["problems"].as_array().expect("problems");
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    all.iter()
        .map(|one| (text(one, "field"), text(one, "words")))
        .collect()
}

async fn page_of(client: &mut Client, round: &Round) -> Answer {
    client
        .get(&format!("/dialogues/{}", round.dialogue))
        .await
        .is(200)
}

#[tokio::test]
async fn the_page_is_put_on_a_telephone_with_our_own_pictures() {
    let world = World::new().await;
    let mut visitor = world.visitor();
    for (path, lang, name) in [
        ("/manifest.webmanifest", "ja", "現地メモ"),
        ("/manifest.webmanifest?lang=en", "en", "Field notes"),
    ] {
        let answer = visitor.get(path).await.is(200);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/manifest+json");
        let manifest = read(&answer);
        assert_eq!(manifest["lang"], lang);
        assert_eq!(manifest["short_name"], name);
        assert_eq!(manifest["start_url"], "/field");
        assert_eq!(manifest["display"], "standalone");
        let icons = manifest["icons"].as_array().unwrap();
        assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
        for icon in icons {
            let src = icon["src"].as_str().unwrap();
            let picture = visitor.get(src).await.is(200);
            assert_eq!(
                picture.headers[header::CONTENT_TYPE],
                icon["type"].as_str().unwrap()
            );
        }
    }
    let mut official = world.signed_in(&world.official).await;
    let page = official.get("/field").await.is(200);
    let csp = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        csp.contains("worker-src 'self'") && csp.contains("manifest-src 'self'"),
        "{csp}"
    );
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    page.has("rel=\"manifest\"");
}

#[tokio::test]
async fn the_worker_is_looked_at_anew_and_may_do_little() {
    let world = World::new().await;
    let answer = world.visitor().get("/sw.js").await.is(200);
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "text/javascript; charset=utf-8"
    );
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(
        answer.headers[header::CONTENT_SECURITY_POLICY],
        "default-src 'none'; connect-src 'self'"
    );
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    answer.has(pages::assets::JS_FIELD_JS).has("/field/offline");
}

#[tokio::test]
async fn the_shell_holds_nobodys_data() {
    let world = World::new().await;
    Round::seed(&world).await;
    let nobody = world.visitor().get("/field/offline").await.is(200);
    assert_eq!(nobody.headers[header::CACHE_CONTROL], "no-cache");
    for actor in [world.official, world.partner, world.operator] {
        let mut client = world.signed_in(&actor).await;
        let shell = client.get("/field/offline").await.is(200);
        assert_eq!(shell.body, nobody.body, "the same for everybody");
    }
    nobody
        .lacks("csrf")
        .lacks("浜口")
        .lacks("移動販売")
        .has("data-owner=\"\"");
}

#[tokio::test]
async fn ones_own_dialogues_can_be_chosen_and_no_others() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    official
        .get("/field")
        .await
        .is(200)
        .has("移動販売のあとを聞く")
        .has("新しい訪問をはじめる");
    let asked = format!("/field?dialogue={}", round.dialogue);
    for actor in [world.colleague, world.elsewhere, world.outsider] {
        let mut other = world.signed_in(&actor).await;
        other.get(&asked).await.is(200).lacks("移動販売");
        let state = state(&mut other).await;
        assert_eq!(state["visits"], serde_json::json!([]));
    }
}

#[tokio::test]
async fn what_the_telephone_needs_is_its_own_persons() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let answer = official.get("/field/state").await.is(200);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let one = read(&answer);
    assert_eq!(one["visits"][0]["id"], round.dialogue.to_string());
    assert_eq!(one["visits"][0]["notes"], "月曜の朝に集まった方と話した。");
    assert_eq!(one["town"], "凪浦町");
    let again = state(&mut world.signed_in(&world.official).await).await;
    assert_eq!(one["owner"], again["owner"], "another session, the same person");
    let other = state(&mut world.signed_in(&world.partner).await).await;
    assert_ne!(one["owner"], other["owner"]);
    assert!(
        !one["owner"]
            .as_str()
            .unwrap()
            .contains(&world.official.person.to_string())
    );
    let professional = state(&mut world.signed_in(&world.professional).await).await;
    assert_eq!(professional["writes"], false);
    world.visitor().get("/field/state").await.is(303);
}

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
async fn a_visit_begun_without_a_network_gathers_what_follows() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    let today = world.today().to_string();
    let visit = [
        ("visit", "new"),
        ("once", "k-aaaaaaaaaa"),
        ("title", "岬の停留所で待つ"),
        ("day", today.as_str()),
        ("place", "岬"),
        ("audience", "participants"),
        ("note", "ベンチがない。"),
    ];
    // What follows came first: it waits for the visit.
    let voice = [
        ("visit", "k-aaaaaaaaaa"),
        ("once", "k-bbbbbbbbbb"),
        ("words", "雨の日は、みんな車の中で待つの"),
        ("speaker", "resident"),
        ("consent", "record"),
    ];
    let early = send(&mut official, "/field", &voice).await.is(422);
    assert_eq!(problems(&early)[0].0, "visit");
    for _ in 0..2 {
        send(&mut official, "/field", &visit).await.is(200);
    }
    let taken = send(&mut official, "/field", &voice).await.is(200);
    let path = read(&taken)["path"].as_str().unwrap().to_owned();
    official
        .get(&path)
        .await
        .is(200)
        .has("ベンチがない。")
        .has("雨の日は、みんな車の中で待つの")
        .has("訪問");
    let list = official.get("/dialogues").await.is(200);
    assert_eq!(list.body.matches("岬の停留所で待つ").count(), 1);
    // Nobody else's word leads there, and what they may not see is not there.
    let mut colleague = world.signed_in(&world.colleague).await;
    let theirs = [
        ("visit", "k-aaaaaaaaaa"),
        ("once", "k-cccccccccc"),
        ("note", "見えますか"),
    ];
    let answer = send(&mut colleague, "/field", &theirs).await.is(422);
    assert_eq!(problems(&answer)[0].0, "visit");
    let id = path.trim_start_matches("/dialogues/");
    let theirs = [("visit", id), ("once", "k-cccccccccc"), ("note", "見えますか")];
    send(&mut colleague, "/field", &theirs)
        .await
        .is(404)
        .has("\"status\":404");
    // A day ahead is planned, not visited; further than the town nothing is opened here.
    let ahead = world.today().plus(1).to_string();
    let wrong = [
        ("visit", "new"),
        ("title", "あした"),
        ("day", ahead.as_str()),
        ("audience", "public"),
    ];
    let answer = send(&mut official, "/field", &wrong).await.is(422);
    let fields: Vec<_> = problems(&answer).into_iter().map(|one| one.0).collect();
    assert_eq!(fields, ["day", "audience"]);
}

#[tokio::test]
async fn a_partner_names_the_town_of_a_visit() {
    let world = World::new().await;
    let mut partner = world.signed_in(&world.partner).await;
    let today = world.today().to_string();
    let mut visit = vec![
        ("visit", "new"),
        ("once", "k-dddddddddd"),
        ("title", "朝の港"),
        ("day", today.as_str()),
        ("audience", "town"),
    ];
    let answer = send(&mut partner, "/field", &visit).await.is(422);
    assert_eq!(problems(&answer)[0].0, "town");
    visit.push(("town", "凪浦町"));
    send(&mut partner, "/field", &visit).await.is(200);
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

async fn page_of_path(client: &mut Client, path: &str) -> Answer {
    client.get(path).await.is(200)
}

#[tokio::test]
async fn a_record_that_changed_meanwhile_stands_beside_what_was_written() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let id = round.dialogue.to_string();
    let base = "月曜の朝に集まった方と話した。";
    let change = |once, version, base, words| {
        [
            ("of", "record"),
            ("id", id.as_str()),
            ("once", once),
            ("version", version),
            ("base", base),
            ("words", words),
        ]
    };
    let theirs = "月曜の朝に集まった方と話した。椅子が足りない。";
    send(
        &mut partner,
        "/field/changes",
        &change("k-1010101010", "1", base, theirs),
    )
    .await
    .is(200);
    let mine = "雨の月曜だった。月曜の朝に集まった方と話した。";
    let answer = send(
        &mut official,
        "/field/changes",
        &change("k-2020202020", "1", base, mine),
    )
    .await
    .is(409);
    let said = read(&answer);
    assert_eq!(said["theirs"]["words"], theirs);
    assert_eq!(said["theirs"]["version"], 2);
    let merged = said["merged"].as_str().unwrap();
    assert_eq!(
        merged,
        "雨の月曜だった。月曜の朝に集まった方と話した。椅子が足りない。"
    );
    page_of(&mut official, &round)
        .await
        .has("椅子が足りない")
        .lacks("雨の月曜");
    // The person has chosen; the answer is lost and it comes again.
    for _ in 0..2 {
        send(
            &mut official,
            "/field/changes",
            &change("k-2020202020", "2", theirs, merged),
        )
        .await
        .is(200);
    }
    // What says the same is no change.
    let same = send(
        &mut partner,
        "/field/changes",
        &change("k-3030303030", "1", base, merged),
    )
    .await
    .is(200);
    assert_eq!(read(&same)["version"], 3);
    page_of(&mut official, &round)
        .await
        .has("雨の月曜")
        .has("椅子が足りない");
    let mut outsider = world.signed_in(&world.outsider).await;
    send(
        &mut outsider,
        "/field/changes",
        &change("k-4040404040", "3", merged, "消す"),
    )
    .await
    .is(404);
}

#[tokio::test]
async fn ones_own_message_is_reworded_unless_it_was_meanwhile() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let visit = round.dialogue.to_string();
    let note = [
        ("visit", visit.as_str()),
        ("once", "k-5050505050"),
        ("note", "戸が重い"),
    ];
    let taken = read(&send(&mut official, "/field", &note).await.is(200));
    let message = taken["message"].as_str().unwrap().to_owned();
    let reword = |once, version, words| {
        [
            ("of", "message"),
            ("id", message.as_str()),
            ("once", once),
            ("version", version),
            ("base", "戸が重い"),
            ("words", words),
        ]
    };
    send(
        &mut official,
        "/field/changes",
        &reword("k-6060606060", "1", "戸が重く、片手では開かない"),
    )
    .await
    .is(200);
    let answer = send(
        &mut official,
        "/field/changes",
        &reword("k-7070707070", "1", "戸が重い。直す予定"),
    )
    .await
    .is(409);
    assert_eq!(read(&answer)["theirs"]["words"], "戸が重く、片手では開かない");
    let mut partner = world.signed_in(&world.partner).await;
    let answer = send(
        &mut partner,
        "/field/changes",
        &reword("k-8080808080", "2", "乗っ取り"),
    )
    .await
    .is(422);
    assert!(problems(&answer)[0].1.contains("いまの立場"));
    official
        .post(&format!("/messages/{message}/withdrawal"), &[])
        .await
        .is(303);
    let answer = send(
        &mut official,
        "/field/changes",
        &reword("k-9090909090", "2", "やはり残す"),
    )
    .await
    .is(422);
    assert!(problems(&answer)[0].1.contains("取り下げ"));
    // Sent again after it was taken back, the note itself is still taken only once.
    assert_eq!(
        read(&send(&mut official, "/field", &note).await.is(200))["again"],
        true
    );
    page_of(&mut official, &round).await.lacks("戸が重い");
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

#[tokio::test]
async fn a_photo_sent_again_hangs_once() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let picture = crate::files::picture(image::ImageFormat::Jpeg, 60, 40);
    let path = format!("/field/photos/{}", round.dialogue);
    let fields = [("once", "k-a1a1a1a1a1"), ("file-caption", "軒先の雨どい")];
    let sent = [("file", "IMG_0001.jpg", &picture[..])];
    for again in [Value::Null, Value::Bool(true)] {
        let answer = crate::files::send(&mut official, &path, &fields, &sent)
            .await
            .is(200);
        assert_eq!(read(&answer)["again"], again);
        assert_eq!(read(&answer)["path"], format!("/dialogues/{}", round.dialogue));
    }
    let page = page_of(&mut official, &round).await;
    assert_eq!(page.body.matches("alt=\"軒先の雨どい\"").count(), 1);
    // What is no photo is refused in words, and a photo written under another hat is not taken.
    let wrong = [("file", "IMG_0002.jpg", &b"<html>"[..])];
    let answer = crate::files::send(&mut official, &path, &[("once", "k-b2b2b2b2b2")], &wrong)
        .await
        .is(422);
    assert_eq!(problems(&answer)[0].0, "file");
    let hat = world.admin.hat.code();
    let other = [("once", "k-c3c3c3c3c3"), ("hat", hat.as_str())];
    let answer = crate::files::send(&mut official, &path, &other, &sent)
        .await
        .is(422);
    assert!(problems(&answer)[0].1.contains("別の立場"));
    let mut outsider = world.signed_in(&world.outsider).await;
    crate::files::send(&mut outsider, &path, &fields, &sent)
        .await
        .is(404);
}
