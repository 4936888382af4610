//! The name of a file: shown and sent back, never used as a path.

use domain::attachment::Media;

/// The most characters of a name that are kept; the ending stays.
const MOST: usize = 80;

/// A name made safe to show and to send: the last part of a path, without control and invisible characters (direction
/// overrides disguise endings) and without signs that systems read as something else. Voicing marks that macOS keeps
/// apart are joined to their kana; kanji stay as they are typed.
pub fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = text::clean_line(last)
        .chars()
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    let kept = kept.trim_matches(['.', ' ', '\u{3000}']);
    let (stem, ending) = split(kept);
    let stem: String = stem.chars().take(MOST).collect();
    let stem = if stem.is_empty() { "file" } else { stem.trim_end() };
    match ending {
        Some(ending) => format!("{stem}.{ending}"),
        None => stem.to_owned(),
    }
}

/// Stem and ending; an ending is short and plain, anything else belongs to the stem.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            (stem, Some(ending))
        }
        _ => (name, None),
    }
}

/// The ending in lower case.
pub fn ending(name: &str) -> Option<String> {
    split(name).1.map(str::to_ascii_lowercase)
}

/// Whether the name says the same kind as the bytes; a name without an ending is given one. `None`: it says another.
pub fn agreeing(name: &str, media: Media) -> Option<String> {
    match ending(name) {
        None => Some(format!("{name}.{}", media.extensions()[0])),
        Some(ending) => media
            .extensions()
            .contains(&ending.as_str())
            .then(|| name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_paths_and_disguises() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\k\\写真.JPG", "写真.JPG"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("か\u{3099}くに\u{0}.jpg", "がくに.jpg"),
            ("a\r\nSet-Cookie: x.txt", "a Set-Cookie_ x.txt"),
            ("..", "file"),
            ("", "file"),
            (".htaccess", "htaccess"),
            ("a\"b.pdf", "a_b.pdf"),
            ("議事録（案）.docx ", "議事録（案）.docx"),
        ] {
            assert_eq!(clean(given), kept, "{given:?}");
        }
        let long = clean(&format!("{}.pdf", "長".repeat(300)));
        assert!(long.ends_with("長.pdf") && long.chars().count() == MOST + 4);
    }

    #[test]
    fn the_ending_agrees_with_the_bytes_or_is_added() {
        assert_eq!(agreeing("写真.JPG", Media::Jpeg).unwrap(), "写真.JPG");
        assert_eq!(agreeing("image", Media::Jpeg).unwrap(), "image.jpg");
        assert_eq!(agreeing("a.png", Media::Jpeg), None);
        assert_eq!(agreeing("a.pdf.exe", Media::Pdf), None);
    }
}
