//! What should not get in, sent through the real router: refused with words beside the field, or taken without what was
//! hidden in it. Whatever happens, the text of the form comes back.

use std::io::Cursor;

use axum::http::StatusCode;
use image::ImageFormat;

use super::{Sending, addresses, fetch, picture, send, send_with};
use crate::{
    client::{Answer, Client},
    round::Round,
    world::World,
};

const MB: usize = 1 << 20;

struct Scene {
    world: World,
    page: String,
    official: Client,
}

impl Scene {
    async fn new() -> Self {
        let world = World::new().await;
        let round = Round::seed(&world).await;
        let official = world.signed_in(&world.official).await;
        let page = format!("/dialogues/{}", round.dialogue);
        Self {
            world,
            page,
            official,
        }
    }

    /// Sends files with a message.
    async fn send(&mut self, files: &[Sending<'_>]) -> Answer {
        let fields = [("body", "のこる-ことば"), ("attached-caption", "のこる-説明")];
        send(
            &mut self.official,
            &format!("{}/messages", self.page),
            &fields,
            files,
        )
        .await
    }

    /// Fails unless a file is refused with these words and the text of the form is still there.
    async fn refused(&mut self, name: &str, bytes: &[u8], words: &str) {
        let answer = self.send(&[("attached", name, bytes)]).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name}: {}",
            answer.body
        );
        answer
            .has(words)
            .has("id=\"error-summary\"")
            .has("href=\"#f-attached\"")
            .has("のこる-ことば")
            .has("のこる-説明");
        let shown = self.official.get(&self.page).await;
        assert_eq!(addresses(&shown.body), Vec::<String>::new(), "{name}");
    }

    /// Fails unless a file is taken; answers it as it is served.
    async fn taken(&mut self, name: &str, bytes: &[u8]) -> Vec<u8> {
        self.send(&[("attached", name, bytes)]).await.is(303);
        let path = addresses(&self.official.get(&self.page).await.body)
            .pop()
            .unwrap();
        fetch(&mut self.official, &path).await
    }
}

/// An archive of stored entries; what is said about the unpacked size may be a lie.
fn archive(files: &[(&str, &[u8], u32)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, body, unpacked) in files {
        let at = u32::try_from(out.len()).unwrap();
        let length = u32::try_from(body.len()).unwrap();
        let name_length = u16::try_from(name.len()).unwrap();
        out.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&unpacked.to_le_bytes());
        out.extend_from_slice(&name_length.to_le_bytes());
        out.extend_from_slice(&[0; 2]);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(body);
        list.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        list.extend_from_slice(&length.to_le_bytes());
        list.extend_from_slice(&unpacked.to_le_bytes());
        list.extend_from_slice(&name_length.to_le_bytes());
        list.extend_from_slice(&[0; 12]);
        list.extend_from_slice(&at.to_le_bytes());
        list.extend_from_slice(name.as_bytes());
    }
    let (start, length) = (
        u32::try_from(out.len()).unwrap(),
        u32::try_from(list.len()).unwrap(),
    );
    let count = u16::try_from(files.len()).unwrap();
    out.extend_from_slice(&list);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    out
}

/// A photo that says where it was taken (GPS), and has a thumbnail's marks, a comment and something behind its end.
fn photo(behind: &[u8]) -> Vec<u8> {
    let plain = picture(ImageFormat::Jpeg, 30, 20);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend_from_slice(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend_from_slice(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
    exif.extend_from_slice(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    let mut out = plain[..2].to_vec();
    for (marker, contents) in [(0xe1, exif.as_slice()), (0xfe, b"KAWAKAMI 3-4-5")] {
        out.extend_from_slice(&[0xff, marker]);
        out.extend_from_slice(&u16::try_from(contents.len() + 2).unwrap().to_be_bytes());
        out.extend_from_slice(contents);
    }
    out.extend_from_slice(&plain[2..]);
    out.extend_from_slice(behind);
    out
}

fn fields(bytes: &[u8]) -> Vec<exif::Tag> {
    match exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        Ok(exif) => exif.fields().map(|field| field.tag).collect(),
        Err(_) => Vec::new(),
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn what_runs_is_refused_whatever_it_is_called() {
    let mut scene = Scene::new().await;
    let svg =
        b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let html = b"<!DOCTYPE html><html><script>alert(1)</script></html>";
    for (name, bytes) in [
        ("logo.png", &svg[..]),
        ("logo.svg", svg),
        ("photo.jpg", html),
        ("page.html", html),
        ("memo.txt", html),
        ("run.pdf", b"#!/bin/sh\nrm -rf /\n"),
    ] {
        scene.refused(name, bytes, "開くと動くもの").await;
    }
    let mut exe = b"MZ\x90\0".to_vec();
    exe.resize(400, 0);
    scene.refused("setup.pdf", &exe, "開くと動くもの").await;
    scene
        .refused("alert.js", b"alert(1)", "この種類のファイルは受け取れません")
        .await;
}

#[tokio::test]
async fn a_name_and_its_bytes_agree() {
    let mut scene = Scene::new().await;
    let png = picture(ImageFormat::Png, 9, 9);
    scene.refused("photo.jpg", &png, "拡張子").await;
    scene.refused("photo.pdf", &png, "拡張子").await;
    scene.refused("photo.png.exe", &png, "拡張子").await;
    scene
        .refused("plan.pdf", b"not a pdf", "この種類のファイルは受け取れません")
        .await;
    scene.refused("empty.pdf", b"", "中身がありません").await;
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    heic.resize(200, 0);
    scene.refused("IMG_0001.HEIC", &heic, "JPEGにしてください").await;
    scene
        .refused("all.zip", &archive(&[("a.txt", b"a", 1)]), "一つずつ")
        .await;
}

#[tokio::test]
async fn nothing_hides_behind_a_picture() {
    let mut scene = Scene::new().await;
    let behind = archive(&[("evil.html", b"<script>alert(1)</script>", 25)]);
    let sent = photo(&behind);
    assert!(
        fields(&sent).contains(&exif::Tag::GPSLatitudeRef),
        "the photo sent says where it was taken"
    );
    let served = scene.taken("both.jpg", &sent).await;
    assert!(!has(&served, b"PK\x03\x04") && !has(&served, b"script") && served.ends_with(&[0xff, 0xd9]));
    assert_eq!(fields(&served), [exif::Tag::Orientation]);
    assert!(!has(&served, b"KAWAKAMI"));
    let served = scene
        .taken("page.jpg", &photo(b"<html><script>alert(1)</script>"))
        .await;
    assert!(!has(&served, b"script"));
    let path = addresses(&scene.official.get(&scene.page).await.body)
        .pop()
        .unwrap();
    let preview = fetch(&mut scene.official, &format!("{path}/preview")).await;
    assert_eq!(fields(&preview), []);
    assert!(!has(&preview, b"KAWAKAMI"));
    let mut scene = Scene::new().await;
    let mut pdf = b"%PDF-1.7\n%%EOF\n".to_vec();
    pdf.extend_from_slice(&behind);
    scene.refused("both.pdf", &pdf, "見かけとちがう").await;
    scene
        .refused("late.pdf", b"MZ  %PDF-1.7\n%%EOF", "受け取れません")
        .await;
}

#[tokio::test]
async fn what_would_unpack_to_too_much_is_refused() {
    let mut scene = Scene::new().await;
    let bomb = archive(&[
        ("[Content_Types].xml", b"x", 1),
        ("word/document.xml", &[0; 1000], u32::MAX),
    ]);
    scene.refused("bomb.docx", &bomb, "見かけとちがう").await;
    // A picture of 100,000 by 100,000 pixels in a few bytes.
    let mut png = picture(ImageFormat::Png, 4, 4);
    png[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    scene.refused("large.png", &png, "画像が大きすぎます").await;
    let macros = archive(&[
        ("[Content_Types].xml", b"x", 1),
        ("word/document.xml", b"x", 1),
        ("word/vbaProject.bin", b"x", 1),
    ]);
    scene.refused("macro.docx", &macros, "マクロ").await;
}

/// The check sum of a PNG chunk (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

#[tokio::test]
async fn twenty_megabytes_are_taken_and_one_byte_more_is_not() {
    let mut scene = Scene::new().await;
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(20 * MB - 6, b'x');
    pdf.extend_from_slice(b"\n%%EOF");
    let mut more = b"%PDF-1.7\n ".to_vec();
    more.extend_from_slice(&pdf[9..]);
    assert_eq!((pdf.len(), more.len()), (20 * MB, 20 * MB + 1));
    scene.refused("more.pdf", &more, "20MBまで").await;
    assert_eq!(scene.taken("whole.pdf", &pdf).await, pdf);
}

#[tokio::test]
async fn ten_files_are_taken_and_eleven_are_not() {
    let mut scene = Scene::new().await;
    let files: Vec<Sending<'_>> = vec![("attached", "a.txt", b"a"); 11];
    scene
        .send(&files)
        .await
        .is(422)
        .has("10個まで")
        .has("のこる-ことば");
    assert!(addresses(&scene.official.get(&scene.page).await.body).is_empty());
    scene.send(&files[..10]).await.is(303);
    assert_eq!(addresses(&scene.official.get(&scene.page).await.body).len(), 10);
    // One that is refused takes the others with it, and says which.
    let two: [Sending<'_>; 2] = [
        ("attached", "good.txt", b"a"),
        ("attached", "悪い.txt", b"\0\x01"),
    ];
    scene
        .send(&two)
        .await
        .is(422)
        .has("「悪い.txt」")
        .lacks("「good.txt」");
    // Together they may have a hundred megabytes.
    let large = vec![b'a'; 19 * MB];
    let six: Vec<Sending<'_>> = vec![("attached", "a.txt", &large); 6];
    scene
        .send(&six)
        .await
        .is(422)
        .has("合わせて100MBまで")
        .has("のこる-ことば");
}

#[tokio::test]
async fn a_name_leads_nowhere() {
    let mut scene = Scene::new().await;
    for (name, kept) in [
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\系統.txt", "系統.txt"),
        ("a\u{202e}txt.exe.txt", "atxt.exe.txt"),
        (
            "<img src=x onerror=alert(1)>.txt",
            "_img src=x onerror=alert(1)_.txt",
        ),
    ] {
        scene.send(&[("attached", name, b"a")]).await.is(303);
        scene
            .official
            .get(&scene.page)
            .await
            .has(kept)
            .lacks("etc/passwd")
            .lacks("<img src=x")
            .lacks("\u{202e}");
    }
}

#[tokio::test]
async fn without_its_token_nothing_of_a_form_is_kept() {
    let mut scene = Scene::new().await;
    let action = format!("{}/messages", scene.page);
    let photo = picture(ImageFormat::Jpeg, 9, 9);
    let fields = [("body", "のこる-ことば")];
    for token in ["", "0123456789abcdef0123456789abcdef"] {
        let answer = send_with(
            &mut scene.official,
            token,
            &action,
            &fields,
            &[("attached", "a.jpg", &photo)],
        )
        .await;
        answer.is(403).has("のこる-ことば");
    }
    let mut visitor = scene.world.visitor();
    let shown = visitor.get("/sign-in").await;
    let token = crate::client::token(&shown.body).unwrap();
    let answer = send_with(
        &mut visitor,
        &token,
        &action,
        &fields,
        &[("attached", "a.jpg", &photo)],
    )
    .await;
    answer.is(401).has("のこる-ことば");
    // Whoever may not write there is told so before anything is looked at.
    let mut outsider = scene.world.signed_in(&scene.world.outsider).await;
    send(&mut outsider, &action, &fields, &[("attached", "a.jpg", &photo)])
        .await
        .is(404);
    for shelf in 0..=255 {
        let kept = scene
            .world
            .app
            .files
            .older(shelf, domain::Timestamp(i64::MAX))
            .await
            .unwrap();
        assert_eq!(kept, []);
    }
}

#[tokio::test]
async fn a_refused_text_says_that_the_files_have_to_be_chosen_again() {
    let mut scene = Scene::new().await;
    let action = format!("{}/messages", scene.page);
    let long = "長".repeat(4001);
    let answer = send(
        &mut scene.official,
        &action,
        &[("body", &long)],
        &[("attached", "a.txt", b"a")],
    )
    .await;
    answer.is(422).has("もう一度選んでください").has(&long);
}

#[tokio::test]
async fn who_sends_again_and_again_is_asked_to_wait() {
    let mut scene = Scene::new().await;
    for _ in 0..60 {
        scene.send(&[("attached", "a.txt", b"\0")]).await.is(422);
    }
    scene
        .send(&[("attached", "a.txt", b"a")])
        .await
        .is(429)
        .has("のこる-ことば");
    scene.world.pass(domain::Timestamp::HOUR);
    scene.send(&[("attached", "a.txt", b"a")]).await.is(303);
}
