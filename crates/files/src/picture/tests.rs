use std::io::Cursor;

use super::*;
use crate::accept;

const SECRET: &[u8] = b"KAWAKAMI 3-4-5";

fn drawn(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([x, y, x * y].map(|one| one.to_le_bytes()[0]))
    }))
}

fn as_file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// EXIF with a turning, a place (GPS IFD) and a description.
fn exif(turned: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x03\0".to_vec();
    // ImageDescription, 14 bytes at 50.
    exif.extend_from_slice(b"\x0e\x01\x02\0\x0e\0\0\0\x32\0\0\0");
    exif.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0]);
    // GPSInfo at 64.
    exif.extend_from_slice(b"\x25\x88\x04\0\x01\0\0\0\x40\0\0\0");
    exif.extend_from_slice(&[0, 0, 0, 0]);
    exif.extend_from_slice(SECRET);
    // GPSLatitudeRef = N.
    exif.extend_from_slice(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    exif
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, marker];
    out.extend_from_slice(&u16::try_from(contents.len() + 2).unwrap().to_be_bytes());
    out.extend_from_slice(contents);
    out
}

fn photo(turned: u8) -> Vec<u8> {
    let plain = as_file(&drawn(60, 40), ImageFormat::Jpeg);
    let mut out = plain[..2].to_vec();
    out.extend(segment(0xe1, &[b"Exif\0\0", exif(turned).as_slice()].concat()));
    out.extend(segment(
        0xe1,
        &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat(),
    ));
    out.extend(segment(0xed, &[b"Photoshop 3.0\0", SECRET].concat()));
    out.extend(segment(0xfe, SECRET));
    out.extend(segment(
        0xe2,
        &[b"ICC_PROFILE\0\x01\x01", &b"colours"[..]].concat(),
    ));
    out.extend_from_slice(&plain[2..]);
    out
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn fields(bytes: &[u8]) -> Vec<exif::Tag> {
    match exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        Ok(exif) => exif.fields().map(|field| field.tag).collect(),
        Err(_) => Vec::new(),
    }
}

#[test]
fn a_photo_keeps_its_turning_and_colours_and_nothing_else() {
    let sent = photo(6);
    assert!(
        fields(&sent).contains(&exif::Tag::GPSLatitudeRef),
        "the test's own photo has a place"
    );
    let kept = accept("写真.jpg", sent.into()).unwrap();
    assert_eq!(fields(&kept.bytes), [exif::Tag::Orientation]);
    assert!(!has(&kept.bytes, SECRET) && has(&kept.bytes, b"ICC_PROFILE"));
    let picture = kept.picture.unwrap();
    assert_eq!((picture.width, picture.height), (40, 60));
    let shown = image::load_from_memory(&picture.preview).unwrap();
    assert_eq!((shown.width(), shown.height()), (40, 60));
    assert_eq!(fields(&picture.preview), []);
    let unturned = accept("写真.jpg", photo(1).into()).unwrap();
    assert_eq!(fields(&unturned.bytes), []);
}

#[test]
fn what_stands_behind_or_between_is_gone() {
    let zip = crate::office::tests::zip(&[("evil.html", b"<script>")]);
    let mut both = photo(1);
    both.extend_from_slice(&zip);
    let kept = accept("a.jpg", both.into()).unwrap();
    assert!(!has(&kept.bytes, b"PK\x03\x04") && kept.bytes.ends_with(&[0xff, 0xd9]));
    // A comment between the scan and the end.
    let mut between = photo(1);
    between.truncate(between.len() - 2);
    between.extend(segment(0xfe, SECRET));
    between.extend_from_slice(&[0xff, 0xd9]);
    let kept = accept("a.jpg", between.into()).unwrap();
    assert!(!has(&kept.bytes, SECRET));
    let mut png = as_file(&drawn(5, 5), ImageFormat::Png);
    png.extend_from_slice(b"<script>alert(1)</script>");
    let kept = accept("a.png", png.into()).unwrap();
    assert!(!has(&kept.bytes, b"script"));
    let mut webp = as_file(&drawn(5, 5), ImageFormat::WebP);
    webp.extend_from_slice(b"<script>alert(1)</script>");
    let kept = accept("a.webp", webp.into()).unwrap();
    assert!(!has(&kept.bytes, b"script"));
}

#[test]
fn texts_in_png_and_webp_are_gone() {
    use img_parts::{
        ImageEXIF,
        png::{Png, PngChunk},
        riff::{RiffChunk, RiffContent},
        webp::WebP,
    };
    let mut png = Png::from_bytes(as_file(&drawn(9, 5), ImageFormat::Png).into()).unwrap();
    let text = [b"Comment\0", SECRET].concat();
    png.chunks_mut().insert(1, PngChunk::new(*b"tEXt", text.into()));
    png.set_exif(Some(exif(8).into()));
    let kept = accept("a.png", png.encoder().bytes()).unwrap();
    assert!(!has(&kept.bytes, SECRET));
    assert_eq!(fields(&kept.bytes), [exif::Tag::Orientation]);
    let picture = kept.picture.unwrap();
    assert_eq!((picture.width, picture.height), (5, 9));

    let mut webp = WebP::from_bytes(as_file(&drawn(9, 5), ImageFormat::WebP).into()).unwrap();
    webp.chunks_mut().push(RiffChunk::new(
        *b"XMP ",
        RiffContent::Data(Bytes::from_static(SECRET)),
    ));
    webp.set_exif(Some(exif(3).into()));
    let kept = accept("a.webp", webp.encoder().bytes()).unwrap();
    assert!(!has(&kept.bytes, SECRET));
    assert_eq!(fields(&kept.bytes), [exif::Tag::Orientation]);
}

#[test]
fn a_large_photo_is_shown_small() {
    let kept = accept("a.jpg", as_file(&drawn(3000, 2000), ImageFormat::Jpeg).into()).unwrap();
    let picture = kept.picture.unwrap();
    assert_eq!((picture.width, picture.height), (3000, 2000));
    assert!(
        picture.preview.len() <= PREVIEW_BYTES,
        "{}",
        picture.preview.len()
    );
    let shown = image::load_from_memory(&picture.preview).unwrap();
    assert!(shown.width() <= PREVIEW_SIDE);
}

#[test]
fn pictures_larger_than_can_be_looked_at_are_refused_before_they_are() {
    use img_parts::png::{Png, PngChunk};
    let mut png = Png::from_bytes(as_file(&drawn(5, 5), ImageFormat::Png).into()).unwrap();
    let mut head = png.chunks()[0].contents().to_vec();
    head[..8].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    png.chunks_mut()[0] = PngChunk::new(*b"IHDR", head.into());
    let refused = accept("a.png", png.encoder().bytes());
    assert_eq!(refused.unwrap_err(), Refusal::TooManyPixels);
}

#[test]
fn broken_pictures_are_refused() {
    let whole = photo(1);
    for length in [2, 20, 100, 300] {
        assert!(
            accept("a.jpg", whole[..length].to_vec().into()).is_err(),
            "{length}"
        );
    }
    let mut changed = as_file(&drawn(30, 30), ImageFormat::Png);
    let middle = changed.len() / 2;
    changed[middle] ^= 0xff;
    assert_eq!(accept("a.png", changed.into()).unwrap_err(), Refusal::Broken);
    assert_eq!(accept("a.png", photo(1).into()).unwrap_err(), Refusal::Misnamed);
}
