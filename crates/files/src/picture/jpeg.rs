//! JPEG: the segments that make the picture, up to its end marker.

use bytes::{BufMut, Bytes, BytesMut};
use img_parts::{
    ImageEXIF,
    jpeg::{Jpeg, JpegSegment, markers},
};

use super::{MOST_PROFILE, Rebuilt, turned, turning};

const JFIF: &[u8] = b"JFIF\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";

/// The file without anything else; `None` if it is no JPEG.
pub fn rebuild(bytes: Bytes) -> Option<Rebuilt> {
    let mut file = Jpeg::from_bytes(bytes).ok()?;
    let (width, height) = file.dimensions()?;
    let turned = turned(file.exif());
    let mut profile = 0;
    let mut kept: Vec<JpegSegment> = file
        .segments()
        .iter()
        .filter_map(|segment| keep(segment, &mut profile))
        .collect();
    // What img-parts calls entropy is the rest of the file.
    let last = kept.pop().filter(|segment| segment.marker() == markers::SOS)?;
    let scans = scans(&entropy(&last)?)?;
    file.segments_mut().clear();
    file.segments_mut().append(&mut kept);
    if let Some(exif) = turning(turned) {
        file.set_exif(Some(exif));
    }
    file.segments_mut().push(JpegSegment::new_with_entropy(
        markers::SOS,
        last.contents().clone(),
        scans,
    ));
    Some(Rebuilt {
        bytes: file.encoder().bytes(),
        width: width.into(),
        height: height.into(),
        turned,
    })
}

/// A segment that makes the picture, without what it carries beside.
fn keep(segment: &JpegSegment, profile: &mut usize) -> Option<JpegSegment> {
    let contents = segment.contents();
    let marker = segment.marker();
    match marker {
        markers::SOS | markers::DQT | markers::DRI | markers::DNL => Some(segment.clone()),
        // Frames, and the tables for them: SOF0 to SOF15, DHT, DAC.
        markers::SOF0..=markers::SOF15 if marker != markers::JPG => Some(segment.clone()),
        markers::APP0 if contents.starts_with(JFIF) && contents.len() >= 12 => {
            // Version and density; the thumbnail is none.
            let mut head = contents[..12].to_vec();
            head.extend_from_slice(&[0, 0]);
            Some(JpegSegment::new_with_contents(markers::APP0, head.into()))
        }
        markers::APP2 if contents.starts_with(PROFILE) => {
            *profile += contents.len();
            (*profile <= MOST_PROFILE).then(|| segment.clone())
        }
        // How the colours are written; 12 bytes.
        markers::APP14 if contents.starts_with(ADOBE) && contents.len() >= 12 => Some(
            JpegSegment::new_with_contents(markers::APP14, contents.slice(..12)),
        ),
        _ => None,
    }
}

fn entropy(segment: &JpegSegment) -> Option<Bytes> {
    let whole = segment.clone().encoder().bytes();
    // Two bytes each for marker and length.
    let at = 4 + segment.contents().len();
    (at <= whole.len()).then(|| whole.slice(at..))
}

/// What follows the head of the first scan, up to the end of the picture: scans and their tables. The end is added if it
/// is missing, as after a broken transfer.
fn scans(rest: &Bytes) -> Option<Bytes> {
    let mut out = BytesMut::with_capacity(rest.len());
    let (mut at, mut from) = (0, 0);
    loop {
        let Some(found) = rest[at..]
            .iter()
            .position(|byte| *byte == markers::P)
            .map(|found| at + found)
        else {
            out.put_slice(&rest[from..]);
            break;
        };
        let Some(marker) = rest.get(found + 1).copied() else {
            out.put_slice(&rest[from..found]);
            break;
        };
        match marker {
            // A byte of the scan that looks like a mark, or a place to go on from.
            markers::Z | markers::RST0..=markers::RST7 => at = found + 2,
            // Filling.
            markers::P => {
                out.put_slice(&rest[from..found]);
                (at, from) = (found + 1, found + 1);
            }
            markers::EOI => {
                out.put_slice(&rest[from..found]);
                break;
            }
            markers::SOS | markers::DQT | markers::DRI | markers::DNL | markers::DHT | markers::DAC => {
                let length = length(rest, found)?;
                out.put_slice(&rest[from..found + 2 + length]);
                (at, from) = (found + 2 + length, found + 2 + length);
            }
            markers::APP0..=markers::APP15 | markers::COM => {
                let length = length(rest, found)?;
                out.put_slice(&rest[from..found]);
                (at, from) = (found + 2 + length, found + 2 + length);
            }
            _ => return None,
        }
    }
    out.put_slice(&[markers::P, markers::EOI]);
    Some(out.freeze())
}

/// The length of the segment whose mark stands at `at`, if it is all there.
fn length(rest: &Bytes, at: usize) -> Option<usize> {
    let length = usize::from(u16::from_be_bytes(rest.get(at + 2..at + 4)?.try_into().ok()?));
    (length >= 2 && at + 2 + length <= rest.len()).then_some(length)
}
