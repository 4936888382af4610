//! Office documents: archives whose list of contents is read and whose contents are not. Nothing is ever unpacked here.
//!
//! Layout after PKWARE's APPNOTE.TXT 6.3.10: the end record (§4.3.16), the list of entries (§4.3.12) and the head of each
//! entry (§4.3.7).

use std::ops::Range;

use domain::attachment::Media;

use crate::Refusal;

/// The most entries a document may have.
const MOST_ENTRIES: usize = 5_000;
/// The most bytes a document may say it unpacks to.
const MOST_UNPACKED: u64 = 400 << 20;
/// How many times its size a document may say it unpacks to, once that is more than [`ANY_RATIO`].
const MOST_RATIO: u64 = 100;
/// Below this any ratio is harmless: spreadsheets of zeros pack well.
const ANY_RATIO: u64 = 50 << 20;

/// One entry as the list says.
struct Entry<'a> {
    name: &'a [u8],
    encrypted: bool,
    stored: bool,
    packed: u64,
    unpacked: u64,
    at: usize,
}

/// The kind of document an archive is.
pub fn kind(bytes: &[u8]) -> Result<Media, Refusal> {
    let entries = entries(bytes)?;
    let unpacked: u64 = entries.iter().map(|entry| entry.unpacked).sum();
    let length = bytes.len() as u64;
    if unpacked > MOST_UNPACKED || (unpacked > ANY_RATIO && unpacked / length > MOST_RATIO) {
        return Err(Refusal::Broken);
    }
    let has = |name: &[u8]| entries.iter().any(|entry| entry.name == name);
    if entries
        .iter()
        .any(|entry| entry.name.to_ascii_lowercase().ends_with(b"vbaproject.bin"))
    {
        return Err(Refusal::Macros);
    }
    if has(b"[Content_Types].xml") {
        for (part, media) in [
            (&b"word/document.xml"[..], Media::Docx),
            (b"xl/workbook.xml", Media::Xlsx),
            (b"ppt/presentation.xml", Media::Pptx),
        ] {
            if has(part) {
                return Ok(media);
            }
        }
        return Err(Refusal::Archive);
    }
    // OpenDocument says its media type in its first entry, unpacked (ODF 1.3, part 2, §3.3).
    let first = entries
        .iter()
        .min_by_key(|entry| entry.at)
        .ok_or(Refusal::Archive)?;
    if first.name != b"mimetype" || !first.stored {
        return Err(Refusal::Archive);
    }
    let says = contents(bytes, first)
        .and_then(|range| bytes.get(range))
        .ok_or(Refusal::Broken)?;
    [Media::Odt, Media::Ods, Media::Odp]
        .into_iter()
        .find(|media| media.mime().as_bytes() == says)
        .ok_or(Refusal::Archive)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u64> {
    let part = bytes.get(at..at.checked_add(2)?)?;
    Some(u64::from(u16::from_le_bytes(part.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u64> {
    let part = bytes.get(at..at.checked_add(4)?)?;
    Some(u64::from(u32::from_le_bytes(part.try_into().ok()?)))
}

fn size(value: u64) -> Option<usize> {
    usize::try_from(value).ok()
}

/// Where the end record of an archive stands, if the bytes end as one.
pub fn end(bytes: &[u8]) -> Option<usize> {
    const LENGTH: usize = 22;
    let last = bytes.len().checked_sub(LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| {
        bytes[*at..].starts_with(b"PK\x05\x06")
            && u16_at(bytes, at + 20)
                .and_then(size)
                .is_some_and(|comment| at + LENGTH + comment == bytes.len())
    })
}

/// The entries, each within the file and none over another: entries that share their bytes are how small files unpack
/// to large ones.
fn entries(bytes: &[u8]) -> Result<Vec<Entry<'_>>, Refusal> {
    let end = end(bytes).ok_or(Refusal::Broken)?;
    let listed = read(bytes, end).ok_or(Refusal::Broken)?;
    if listed.iter().any(|entry| entry.encrypted) {
        return Err(Refusal::Broken);
    }
    let mut taken: Vec<Range<usize>> = Vec::with_capacity(listed.len());
    for entry in &listed {
        taken.push(contents(bytes, entry).ok_or(Refusal::Broken)?);
    }
    taken.sort_by_key(|range| range.start);
    let apart = taken.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if apart { Ok(listed) } else { Err(Refusal::Broken) }
}

/// Reads the list of entries; `None` if it is not as it should be. Archives above 4 GB have another form and are none
/// of ours.
fn read(bytes: &[u8], end: usize) -> Option<Vec<Entry<'_>>> {
    let count = size(u16_at(bytes, end + 10)?)?;
    let (length, start) = (size(u32_at(bytes, end + 12)?)?, size(u32_at(bytes, end + 16)?)?);
    if count == 0 || count > MOST_ENTRIES || start.checked_add(length)? != end {
        return None;
    }
    let mut entries = Vec::with_capacity(count);
    let mut at = start;
    for _ in 0..count {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let name_length = size(u16_at(bytes, at + 28)?)?;
        let more = size(u16_at(bytes, at + 30)? + u16_at(bytes, at + 32)?)?;
        entries.push(Entry {
            name: bytes.get(at + 46..at + 46 + name_length)?,
            encrypted: u16_at(bytes, at + 8)? & 1 == 1,
            stored: u16_at(bytes, at + 10)? == 0,
            packed: u32_at(bytes, at + 20)?,
            unpacked: u32_at(bytes, at + 24)?,
            at: size(u32_at(bytes, at + 42)?)?,
        });
        at += 46 + name_length + more;
    }
    (at == end).then_some(entries)
}

/// Where the packed bytes of an entry are; its head says the same name as the list.
fn contents(bytes: &[u8], entry: &Entry<'_>) -> Option<Range<usize>> {
    if !bytes.get(entry.at..)?.starts_with(b"PK\x03\x04") {
        return None;
    }
    let name_length = size(u16_at(bytes, entry.at + 26)?)?;
    let more = size(u16_at(bytes, entry.at + 28)?)?;
    let name = bytes.get(entry.at + 30..entry.at + 30 + name_length)?;
    let start = entry.at + 30 + name_length + more;
    let end = start.checked_add(size(entry.packed)?)?;
    (name == entry.name && end <= bytes.len()).then_some(start..end)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    fn push(out: &mut Vec<u8>, values: &[(u64, usize)]) {
        for (value, length) in values {
            out.extend_from_slice(&value.to_le_bytes()[..*length]);
        }
    }

    /// An archive with stored entries; the sizes said for the unpacked bytes can be others.
    pub fn saying(files: &[(&str, &[u8], u64)]) -> Vec<u8> {
        let (mut out, mut list) = (Vec::new(), Vec::new());
        for (name, body, unpacked) in files {
            let (at, length) = (out.len() as u64, body.len() as u64);
            out.extend_from_slice(b"PK\x03\x04");
            push(
                &mut out,
                &[
                    (20, 2),
                    (0, 2),
                    (0, 2),
                    (0, 4),
                    (0, 4),
                    (length, 4),
                    (*unpacked, 4),
                    (name.len() as u64, 2),
                    (0, 2),
                ],
            );
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(body);
            list.extend_from_slice(b"PK\x01\x02");
            push(
                &mut list,
                &[
                    (20, 2),
                    (20, 2),
                    (0, 2),
                    (0, 2),
                    (0, 4),
                    (0, 4),
                    (length, 4),
                    (*unpacked, 4),
                    (name.len() as u64, 2),
                ],
            );
            push(&mut list, &[(0, 2), (0, 2), (0, 2), (0, 2), (0, 4), (at, 4)]);
            list.extend_from_slice(name.as_bytes());
        }
        let (start, count) = (out.len() as u64, files.len() as u64);
        out.extend_from_slice(&list);
        out.extend_from_slice(b"PK\x05\x06");
        push(
            &mut out,
            &[
                (0, 2),
                (0, 2),
                (count, 2),
                (count, 2),
                (list.len() as u64, 4),
                (start, 4),
                (0, 2),
            ],
        );
        out
    }

    /// An honest one.
    pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let files: Vec<_> = files
            .iter()
            .map(|(name, body)| (*name, *body, body.len() as u64))
            .collect();
        saying(&files)
    }

    const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

    #[test]
    fn documents_are_told_from_archives_by_their_list() {
        for (part, media) in [
            ("word/document.xml", Media::Docx),
            ("xl/workbook.xml", Media::Xlsx),
            ("ppt/presentation.xml", Media::Pptx),
        ] {
            assert_eq!(kind(&zip(&[TYPES, (part, b"<x/>")])), Ok(media));
        }
        let odt = Media::Odt.mime().as_bytes();
        assert_eq!(
            kind(&zip(&[("mimetype", odt), ("content.xml", b"<x/>")])),
            Ok(Media::Odt)
        );
        assert_eq!(
            kind(&zip(&[("content.xml", b"<x/>"), ("mimetype", odt)])),
            Err(Refusal::Archive)
        );
        assert_eq!(kind(&zip(&[("a.exe", b"MZ")])), Err(Refusal::Archive));
        assert_eq!(kind(&zip(&[TYPES, ("a.txt", b"")])), Err(Refusal::Archive));
        let macros = [
            TYPES,
            ("word/document.xml", b"<x/>"),
            ("word/vbaProject.bin", b"x"),
        ];
        assert_eq!(kind(&zip(&macros)), Err(Refusal::Macros));
    }

    #[test]
    fn what_would_unpack_to_too_much_is_refused() {
        let says = |unpacked| {
            saying(&[
                ("[Content_Types].xml", b"x", 1),
                ("word/document.xml", b"0123456789", unpacked),
            ])
        };
        assert_eq!(kind(&says(10)), Ok(Media::Docx));
        assert_eq!(kind(&says(u64::from(u32::MAX))), Err(Refusal::Broken));
        assert_eq!(kind(&says(60 << 20)), Err(Refusal::Broken));
        // Two entries that say they have the same bytes.
        let mut shared = zip(&[
            TYPES,
            ("word/document.xml", b"aaaa"),
            ("word/document.xm2", b"bbbb"),
        ]);
        let second = shared.windows(4).rposition(|part| part == b"PK\x01\x02").unwrap();
        let first = shared[..second]
            .windows(4)
            .rposition(|part| part == b"PK\x01\x02")
            .unwrap();
        shared.copy_within(first + 42..first + 46, second + 42);
        let name = second + 46;
        shared.copy_within(first + 46..first + 46 + 17, name);
        assert_eq!(kind(&shared), Err(Refusal::Broken));
    }

    #[test]
    fn a_cut_or_changed_archive_never_falls_over() {
        let whole = zip(&[TYPES, ("word/document.xml", b"<x/>")]);
        for length in 0..whole.len() {
            assert!(kind(&whole[..length]).is_err());
        }
        for at in 0..whole.len() {
            for value in [0, 0xff] {
                let mut changed = whole.clone();
                changed[at] = value;
                let _ = kind(&changed);
            }
        }
        let mut behind = whole;
        behind.extend_from_slice(b"<script>");
        assert_eq!(kind(&behind), Err(Refusal::Broken));
    }
}
