//! PNG: the chunks that make the picture, up to IEND.

use bytes::Bytes;
use img_parts::{ImageEXIF, png::Png};

use super::{MOST_PROFILE, Rebuilt, turned, turning};

/// The picture, its palette, transparency and colours, and its density. Texts, time, EXIF and anything unknown go.
const KEPT: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
    b"pHYs",
];

/// The file without anything else; `None` if it is no PNG.
pub fn rebuild(bytes: Bytes) -> Option<Rebuilt> {
    let mut file = Png::from_bytes(bytes).ok()?;
    let (width, height) = file.dimensions()?;
    let turned = turned(file.exif());
    file.chunks_mut().retain(|chunk| {
        KEPT.contains(&&chunk.kind()) && (chunk.kind() != *b"iCCP" || chunk.contents().len() <= MOST_PROFILE)
    });
    let first = file.chunks().first()?.kind();
    let last = file.chunks().last()?.kind();
    if first != *b"IHDR" || last != *b"IEND" {
        return None;
    }
    if let Some(exif) = turning(turned) {
        file.set_exif(Some(exif));
    }
    Some(Rebuilt {
        bytes: file.encoder().bytes(),
        width,
        height,
        turned,
    })
}
