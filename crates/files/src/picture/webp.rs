//! WebP: the chunks that make the picture, as long as the file says it is.

use bytes::Bytes;
use img_parts::{
    ImageEXIF,
    riff::{RiffChunk, RiffContent},
    webp::{CHUNK_ALPH, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, WebP},
};

use super::{MOST_PROFILE, Rebuilt, turned, turning};

/// The flag of moving pictures in the head of an extended file (RFC 9649, §2.7), and those of colours and transparency.
const MOVING: u8 = 0b0000_0010;
const STAYS: u8 = 0b0011_0000;

/// The file without anything else; `None` if it is no WebP or one that moves.
pub fn rebuild(bytes: Bytes) -> Option<Rebuilt> {
    let mut file = WebP::from_bytes(bytes).ok()?;
    let (width, height) = file.dimensions()?;
    let turned = turned(file.exif());
    file.chunks_mut().retain(|chunk| {
        let length = chunk.content().data().map_or(0, Bytes::len);
        [CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, CHUNK_ALPH].contains(&chunk.id())
            || (chunk.id() == CHUNK_ICCP && length <= MOST_PROFILE)
    });
    let profile = file.has_chunk(CHUNK_ICCP);
    for chunk in file.chunks_mut() {
        if chunk.id() != CHUNK_VP8X {
            continue;
        }
        let mut head = chunk.content().data()?.to_vec();
        let flags = head.first_mut()?;
        if *flags & MOVING != 0 {
            return None;
        }
        *flags &= if profile { STAYS } else { STAYS & !0b0010_0000 };
        *chunk = RiffChunk::new(CHUNK_VP8X, RiffContent::Data(head.into()));
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
