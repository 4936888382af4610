//! Changes of what stands already, written without a network.

use super::{page_of, problems, read, send};
use crate::{round::Round, world::World};

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
