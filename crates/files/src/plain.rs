//! Text: UTF-8, or `Shift_JIS` as older office systems write it. Nothing browsers would run.

use domain::attachment::Media;

use crate::Refusal;

/// The kind of a text by its ending and its first line.
pub fn kind(bytes: &[u8], ending: Option<&str>) -> Result<Media, Refusal> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !readable(body) {
        return Err(Refusal::Unknown);
    }
    let start = body.trim_ascii_start();
    let tag = start.first() == Some(&b'<')
        && start
            .get(1)
            .is_some_and(|next| next.is_ascii_alphabetic() || b"!?/".contains(next));
    if tag || start.starts_with(b"#!") {
        return Err(Refusal::Runs);
    }
    let said = Media::of_text(ending.unwrap_or("txt")).ok_or(Refusal::Unknown)?;
    let calendar = start.len() >= 15 && start[..15].eq_ignore_ascii_case(b"BEGIN:VCALENDAR");
    match (said, calendar) {
        (Media::Calendar, false) => Err(Refusal::Misnamed),
        _ => Ok(said),
    }
}

fn readable(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f));
    !controls && (std::str::from_utf8(bytes).is_ok() || shift_jis(bytes))
}

/// Whether the bytes are characters of `Shift_JIS` (windows-31j) one after another.
fn shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (0x00..=0x7f | 0xa1..=0xdf, _) => after,
            (0x81..=0x9f | 0xe0..=0xfc, [0x40..=0x7e | 0x80..=0xfc, after @ ..]) => after,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf8_or_shift_jis_without_controls() {
        assert_eq!(kind("見守りの記録\n".as_bytes(), Some("txt")), Ok(Media::Text));
        // 対話 in Shift_JIS.
        assert_eq!(kind(b"\x91\xce\x98\x62,1\r\n", Some("csv")), Ok(Media::Csv));
        assert_eq!(
            kind(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Some("ics")),
            Ok(Media::Calendar)
        );
        assert_eq!(kind(b"hello", Some("ics")), Err(Refusal::Misnamed));
        assert_eq!(kind(b"a\0b", Some("txt")), Err(Refusal::Unknown));
        assert_eq!(kind(b"\xff\xfeh\0i\0", Some("txt")), Err(Refusal::Unknown));
        assert_eq!(kind(b"\x91", Some("txt")), Err(Refusal::Unknown));
        assert_eq!(kind(b"alert(1)", Some("js")), Err(Refusal::Unknown));
        assert_eq!(kind(b"\n<svg onload=alert(1)>", Some("txt")), Err(Refusal::Runs));
        assert_eq!(kind(b"< 5", Some("txt")), Ok(Media::Text));
    }
}
