//! Photos and files: who sees them, and how they are sent.

use std::io::Cursor;

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::{
    attachment::Media,
    event::RecordKind,
    id::{AttachmentId, DialogueId},
};
use files::{Key, Part};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use store::attachment::{NewAttachment, On};

use crate::{
    client::{Answer, Client},
    round::Round,
    world::World,
};

mod attacks;
mod changing;

/// A file for a form: the field, the name its sender gives it, the bytes.
pub type Sending<'a> = (&'a str, &'a str, &'a [u8]);

/// Sends a form with files as a browser does: text first, in the order of the page.
pub async fn send(
    client: &mut Client,
    action: &str,
    fields: &[(&str, &str)],
    files: &[Sending<'_>],
) -> Answer {
    let token = client.token().await;
    send_with(client, &token, action, fields, files).await
}

/// The same with a token.
pub async fn send_with(
    client: &mut Client,
    token: &str,
    action: &str,
    fields: &[(&str, &str)],
    files: &[Sending<'_>],
) -> Answer {
    const EDGE: &str = "----tomoni-test-7f3a";
    let mut body = Vec::new();
    for (name, value) in [("csrf", token)].iter().chain(fields) {
        let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    let request = Request::builder()
        .method("POST")
        .uri(action)
        .header(header::HOST, "localhost:8080")
        .header("sec-fetch-site", "same-origin")
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={EDGE}"),
        );
    client.send(request.body(Body::from(body)).unwrap()).await
}

/// A picture of some size as a file.
pub fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let drawn = RgbImage::from_fn(width, height, |x, y| {
        Rgb([x, y, 90].map(|one| one.to_le_bytes()[0]))
    });
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(drawn).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A photo the official hung on a dialogue, for the access table.
pub async fn hung(world: &World, dialogue: DialogueId) -> AttachmentId {
    let on = On {
        town: world.town,
        kind: RecordKind::Dialogue,
        record: dialogue.uuid(),
    };
    hung_on(world, on, "集会所の黒板に書かれた買い物の予定").await
}

/// A photo the official hung on a record.
pub async fn hung_on(world: &World, on: On, caption: &str) -> AttachmentId {
    let object = Key::new(&world.moment());
    for part in [Part::Whole, Part::Preview] {
        let bytes = picture(ImageFormat::Jpeg, 12, 8);
        world.app.files.put(&object, part, bytes.into()).await.unwrap();
    }
    let new = NewAttachment {
        name: "集会所の黒板.jpg",
        media: Media::Jpeg,
        bytes: 340_000,
        digest: &[7; 32],
        size: Some((12, 8)),
        caption,
        object: object.as_str(),
    };
    let mut tx = world.write(&world.official).await;
    let id = store::attachment::insert(&mut tx, on, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The addresses of the files a page shows, each once, in their order.
pub fn addresses(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in body.split("href=\"/files/").skip(1) {
        let id = part.split(['"', '/']).next().unwrap();
        let path = format!("/files/{id}");
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// Fetches a file as it is.
pub async fn fetch(client: &mut Client, path: &str) -> Vec<u8> {
    let body = client
        .open(Request::builder().uri(path).body(Body::empty()).unwrap())
        .await;
    axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec()
}

#[tokio::test]
async fn a_photo_hung_on_a_dialogue_is_seen_by_both_and_by_nobody_else() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let page = format!("/dialogues/{}", round.dialogue);
    let mut official = world.signed_in(&world.official).await;
    let sent = picture(ImageFormat::Png, 1600, 900);
    let fields = [("once", "word-of-the-form"), ("file-caption", "黒板の「予定」")];
    let answer = send(
        &mut official,
        &format!("{page}/files"),
        &fields,
        &[("file", "黒板 (1).png", &sent)],
    )
    .await;
    assert_eq!(answer.is(303).location(), format!("{page}?done=file-attached"));

    let mut partner = world.signed_in(&world.partner).await;
    let shown = partner
        .get(&page)
        .await
        .is(200)
        .has("alt=\"黒板の「予定」\"")
        .has("width=\"1280\" height=\"720\"");
    let [path] = addresses(&shown.body).try_into().unwrap();
    let answer = partner.get(&path).await.is(200);
    let said = |name: &str| {
        answer
            .headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
            .to_owned()
    };
    assert_eq!(
        said("content-disposition"),
        "attachment; filename=\"file.png\"; filename*=UTF-8''%E9%BB%92%E6%9D%BF%20%281%29.png"
    );
    assert_eq!(
        said("content-security-policy"),
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    );
    assert_eq!(said("x-content-type-options"), "nosniff");
    assert_eq!(said("cross-origin-resource-policy"), "same-origin");
    assert_eq!(said("cache-control"), "private, no-cache");
    assert_eq!(said("content-type"), "image/png");
    let again = Request::builder()
        .uri(&path)
        .header("if-none-match", said("etag"))
        .body(Body::empty())
        .unwrap();
    partner.send(again).await.is(304);
    let preview = fetch(&mut partner, &format!("{path}/preview")).await;
    assert_eq!(image::guess_format(&preview).unwrap(), ImageFormat::Jpeg);
    assert_eq!(
        fetch(&mut partner, &path).await.len().to_string(),
        said("content-length")
    );

    for actor in [world.colleague, world.outsider, world.elsewhere, world.operator] {
        let mut client = world.signed_in(&actor).await;
        client.get(&path).await.is(404);
        client.get(&format!("{path}/preview")).await.is(404);
    }
    world.visitor().get(&path).await.is(404);
    // The same form again is taken once.
    let answer = send(
        &mut official,
        &format!("{page}/files"),
        &fields,
        &[("file", "黒板 (1).png", &sent)],
    )
    .await;
    assert!(answer.is(303).location().contains("already-taken"));
    assert_eq!(addresses(&official.get(&page).await.body).len(), 1);
}

#[tokio::test]
async fn files_go_with_a_message_and_a_photo_may_speak_for_itself() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let page = format!("/dialogues/{}", round.dialogue);
    let mut official = world.signed_in(&world.official).await;
    let photo = picture(ImageFormat::Jpeg, 40, 30);
    let files: [Sending<'_>; 2] = [
        ("attached", "議事.txt", "月曜に伺う".as_bytes()),
        ("attached", "IMG_1.JPG", &photo),
    ];
    send(
        &mut official,
        &format!("{page}/messages"),
        &[("body", "資料です"), ("attached-caption", "")],
        &files,
    )
    .await
    .is(303);
    send(
        &mut official,
        &format!("{page}/messages"),
        &[("body", "")],
        &files[1..],
    )
    .await
    .is(303);
    send(&mut official, &format!("{page}/messages"), &[("body", "")], &[])
        .await
        .is(422);
    send(
        &mut official,
        &format!("{page}/messages"),
        &[("body", "ことばだけ")],
        &[("attached", "", b"")],
    )
    .await
    .is(303);
    let mut partner = world.signed_in(&world.partner).await;
    let shown = partner
        .get(&page)
        .await
        .is(200)
        .has("議事.txt")
        .has("説明のない写真（IMG_1.JPG）")
        .has("ことばだけ");
    assert_eq!(addresses(&shown.body).len(), 3);
    partner
        .get(&format!("{page}/messages"))
        .await
        .is(200)
        .has("議事.txt");
    let text = addresses(&shown.body).remove(0);
    assert_eq!(fetch(&mut partner, &text).await, "月曜に伺う".as_bytes());
    partner.get(&format!("{text}/preview")).await.is(404);

    // Taking the message back takes its files back.
    let own = official.get(&page).await;
    let id = own
        .body
        .split("href=\"/messages/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    official
        .post(&format!("/messages/{id}/withdrawal"), &[])
        .await
        .is(303);
    partner.get(&text).await.is(404);
    assert_eq!(addresses(&partner.get(&page).await.body).len(), 1);
}

#[tokio::test]
async fn an_open_dialogue_shows_its_files_to_everyone_and_its_messages_files_to_nobody() {
    use domain::{
        audience::Audience,
        dialogue::{Kind, Participant, Presence},
    };
    let world = World::new().await;
    let there = Participant {
        name: "浜口 澄江".into(),
        presence: Presence::Town,
        account: Some((world.official.person, world.official.seat())),
        confirmed: true,
    };
    let new = store::dialogue::NewDialogue {
        town: world.town,
        partner: None,
        challenge: None,
        kind: Kind::Visit,
        held_on: world.today(),
        starts: None,
        place: "",
        title: "ひらいた対話",
        notes: "",
        agenda: "",
        spot: None,
        audience: Audience::Public,
        participants: &[there],
    };
    let mut tx = world.write(&world.official).await;
    let dialogue = store::dialogue::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let page = format!("/dialogues/{dialogue}");
    let mut official = world.signed_in(&world.official).await;
    let photo = picture(ImageFormat::Jpeg, 40, 30);
    send(
        &mut official,
        &format!("{page}/files"),
        &[("file-caption", "だれでも")],
        &[("file", "a.jpg", &photo)],
    )
    .await
    .is(303);
    send(
        &mut official,
        &format!("{page}/messages"),
        &[("body", "x"), ("attached-caption", "なかだけ")],
        &[("attached", "b.jpg", &photo)],
    )
    .await
    .is(303);
    let all = addresses(&official.get(&page).await.is(200).has("なかだけ").body);
    assert_eq!(all.len(), 2);
    let mut visitor = world.visitor();
    let shown = visitor
        .get(&page)
        .await
        .is(200)
        .has("alt=\"だれでも\"")
        .lacks("なかだけ");
    assert_eq!(addresses(&shown.body), all[..1]);
    visitor.get(&all[0]).await.is(200);
    visitor.get(&format!("{}/preview", all[0])).await.is(200);
    visitor.get(&all[1]).await.is(404);
}
