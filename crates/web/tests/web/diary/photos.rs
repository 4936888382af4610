//! Photos on the days of a diary: told with a day, described, taken back, and gone with it.

use image::ImageFormat;

use super::running;
use crate::{
    files::{Sending, addresses, picture, send},
    world::World,
};

#[tokio::test]
async fn photos_are_told_with_a_day_and_go_with_it() {
    let world = World::new().await;
    let (_, _, trial) = running(&world).await;
    let diary = format!("{trial}/diary");
    let mut official = world.signed_in(&world.official).await;
    let new = official.get(&format!("{diary}/new")).await.is(200);
    new.has("multipart/form-data")
        .has("formenctype=\"application/x-www-form-urlencoded\"")
        .has("写真・資料の説明");
    let today = world.today().to_string();
    let fields = [
        ("day", today.as_str()),
        ("body", "四人が歩いて来た"),
        ("once", "0011223344556677"),
        ("photo-caption", "黒板の「予定」"),
    ];
    let photo = picture(ImageFormat::Jpeg, 1600, 1200);
    // What is refused comes back with everything that was typed, and hangs nothing.
    let refused = send(&mut official, &diary, &fields, &[("photo", "a.exe", b"MZ")]).await;
    refused.is(422).has("四人が歩いて来た").has("黒板の「予定」");
    for _ in 0..2 {
        // Sent twice, told and hung once.
        send(&mut official, &diary, &fields, &[("photo", "IMG_1.JPG", &photo)])
            .await
            .is(303);
    }
    let mut partner = world.signed_in(&world.partner).await;
    let read = partner.get(&diary).await.is(200);
    let read = read
        .has("alt=\"黒板の「予定」\"")
        .has("width=\"1280\" height=\"960\"")
        .lacks("/edit");
    let [file] = addresses(&read.body).try_into().unwrap();
    partner.get(&format!("{file}/preview")).await.is(200);
    // The trial's own page says that there is something to see.
    let page = partner.get(&trial).await.is(200);
    assert!(addresses(&page.body).is_empty());
    page.has("写真・資料 1点を見る");

    // Whoever told the day adds to it, describes and takes back; nobody else does.
    let page = official.get(&diary).await.is(200);
    let edit = page
        .body
        .split("href=\"")
        .find(|part| part.starts_with("/diary/"))
        .and_then(|part| part.split('"').next())
        .unwrap()
        .to_owned();
    let entry = edit.strip_suffix("/edit").unwrap().to_owned();
    official.get(&edit).await.is(200).has("alt=\"黒板の「予定」\"");
    let more = [
        ("version", "1"),
        ("day", today.as_str()),
        ("body", "四人が歩いて来た"),
        ("photo-caption", "帰り道"),
    ];
    let files: [Sending<'_>; 1] = [("photo", "IMG_2.JPG", &photo)];
    send(&mut partner, &entry, &more, &files).await.is(403);
    send(&mut official, &entry, &more, &files).await.is(303);
    let read = partner.get(&diary).await.is(200);
    assert_eq!(addresses(&read.body).len(), 2);
    // Only a photo came: the day says what it said.
    read.has("帰り道").lacks("/history");
    partner.get(&format!("{file}/edit")).await.is(403);
    partner.post(&format!("{file}/withdrawal"), &[]).await.is(403);
    official.post(&file, &[("caption", "黒板の当番")]).await.is(303);
    partner.get(&diary).await.is(200).has("alt=\"黒板の当番\"");
    let back = official.post(&format!("{file}/withdrawal"), &[]).await.is(303);
    assert!(back.location().starts_with(&diary), "{}", back.location());
    partner.get(&file).await.is(404);
    let [second] = addresses(&partner.get(&diary).await.body).try_into().unwrap();
    for outside in [world.colleague, world.outsider, world.elsewhere] {
        world.signed_in(&outside).await.get(&second).await.is(404);
    }
    world.visitor().get(&second).await.is(404);
    official
        .post(&format!("{entry}/withdrawal"), &[("why", "別の日のことだった")])
        .await
        .is(303);
    partner.get(&second).await.is(404);
    assert!(addresses(&partner.get(&diary).await.body).is_empty());
}
