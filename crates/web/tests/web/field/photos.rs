//! Photos taken without a network.

use serde_json::Value;

use super::{page_of, problems, read};
use crate::{round::Round, world::World};

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
