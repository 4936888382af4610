//! What a file is, by its bytes.

use domain::attachment::Media;

use crate::{Refusal, office, plain};

/// The kind of a file, or why it is none of ours. `ending` only tells kinds of text apart.
pub fn kind(bytes: &[u8], ending: Option<&str>) -> Result<Media, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office::kind(bytes);
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf(bytes);
    }
    let Some(found) = infer::get(bytes) else {
        return plain::kind(bytes, ending);
    };
    match found.mime_type() {
        "image/jpeg" => Ok(Media::Jpeg),
        "image/png" => Ok(Media::Png),
        "image/webp" => Ok(Media::Webp),
        // One that does not begin with itself is something else before.
        "application/pdf" => Err(Refusal::Broken),
        "image/heif" | "image/heic" | "image/avif" => Err(Refusal::Heic),
        "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint"
        | "application/x-ole-storage" => Err(Refusal::OldOffice),
        "text/html" | "text/xml" | "text/x-shellscript" => Err(Refusal::Runs),
        // Short marks of other kinds also begin ordinary sentences.
        _ => match plain::kind(bytes, ending) {
            Err(Refusal::Unknown) => Err(match found.matcher_type() {
                infer::MatcherType::App => Refusal::Runs,
                infer::MatcherType::Archive => Refusal::Archive,
                _ => Refusal::Unknown,
            }),
            told => told,
        },
    }
}

/// A PDF from its first byte to its end, and nothing behind it: a file that is also something else is refused.
fn pdf(bytes: &[u8]) -> Result<Media, Refusal> {
    const END: &[u8] = b"%%EOF";
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    let end = tail
        .windows(END.len())
        .rposition(|part| part == END)
        .ok_or(Refusal::Broken)?;
    let behind = &tail[end + END.len()..];
    let blank = behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
    if blank && office::end(bytes).is_none() {
        Ok(Media::Pdf)
    } else {
        Err(Refusal::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_taken_says_why() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        heic.resize(64, 0);
        let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        ole.resize(2048, 0);
        let mut exe = b"MZ\x90\0".to_vec();
        exe.resize(128, 0);
        for (bytes, why) in [
            (&b""[..], Refusal::Empty),
            (svg, Refusal::Runs),
            (b"  <!doctype html><p>x", Refusal::Runs),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><svg/>", Refusal::Runs),
            (b"#!/bin/sh\nrm -rf /", Refusal::Runs),
            (&exe, Refusal::Runs),
            (
                b"\x7fELF\x02\x01\x01\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                Refusal::Runs,
            ),
            (&heic, Refusal::Heic),
            (&ole, Refusal::OldOffice),
            (b"Rar!\x1a\x07\x00aaaa", Refusal::Archive),
            (b"\x1f\x8b\x08\0aaaa", Refusal::Archive),
            (b"GIF89a\x01\0\x01\0\0\0\0;", Refusal::Unknown),
            (b"%PDF-1.7\nno end", Refusal::Broken),
            (b"%PDF-1.7\n%%EOF\n<script>", Refusal::Broken),
            (b"\n%PDF-1.7\n\x01%%EOF", Refusal::Broken),
            (b"\x00\x01\x02binary", Refusal::Unknown),
        ] {
            assert_eq!(
                kind(bytes, Some("txt")),
                Err(why),
                "{:?}",
                String::from_utf8_lossy(&bytes[..bytes.len().min(30)])
            );
        }
        assert_eq!(kind(b"%PDF-1.7\n1 0 obj\n%%EOF\r\n", None), Ok(Media::Pdf));
        assert_eq!(kind("名前,人数\r\n".as_bytes(), Some("csv")), Ok(Media::Csv));
        // "BM" begins a bitmap and many a sentence.
        assert_eq!(kind(b"BM 25", Some("txt")).err(), None);
    }

    #[test]
    fn a_pdf_that_is_also_an_archive_is_refused() {
        let mut both = b"%PDF-1.7\n%%EOF\n".to_vec();
        both.extend(crate::office::tests::zip(&[("a.txt", b"x")]));
        assert_eq!(kind(&both, None), Err(Refusal::Broken));
    }
}
