//! Cleaning what arrives in a form field, and counting it the way its writer would.

use unicode_normalization::char::{compose, is_combining_mark};

/// How many characters a person sees: combining marks, variation selectors (葛󠄀 is one) and joiners count nothing.
///
/// Emoji built from several pictures count each picture; that is the price of needing no table of grapheme clusters.
/// A browser's `maxlength` counts UTF-16 units instead, so a field's attribute must leave room.
pub fn chars(text: &str) -> usize {
    text.chars().filter(|c| !rides(*c)).count()
}

/// The first characters of a text, at most `limit` of those [`chars`] counts, the last of them `…` where something was
/// left out.
pub fn excerpt(text: &str, limit: usize) -> String {
    if chars(text) <= limit {
        return text.to_owned();
    }
    let mut seen = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            seen += usize::from(!rides(*c));
            seen < limit
        })
        .collect();
    if limit == 0 {
        String::new()
    } else {
        format!("{}…", kept.trim_end())
    }
}

/// A form field as it is kept: line ends are `\n`; control characters other than line ends and tabs are gone, as are
/// invisible ones that could disguise a text (direction overrides, zero-width spaces); a kana typed apart from its voicing mark (か+゙, as some
/// systems paste it) is one character; lines have no blanks at their end, the text no empty lines at its beginning or end.
///
/// Indentation stays: a full-width space begins a Japanese paragraph. Kanji are left exactly as typed, since names depend on
/// them. Not for passwords.
pub fn clean(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                lines.push(std::mem::take(&mut line));
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                lines.push(std::mem::take(&mut line));
            }
            '\t' => line.push(c),
            _ if c.is_control() || disguises(c) => {}
            '\u{3099}' | '\u{309a}' => match line.pop() {
                Some(kana) => match compose(kana, c) {
                    Some(voiced) => line.push(voiced),
                    None => line.extend([kana, c]),
                },
                None => line.push(c),
            },
            _ => line.push(c),
        }
    }
    lines.push(line);
    let kept: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let first = kept
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(kept.len());
    let last = kept
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(first, |at| at + 1);
    kept[first..last].join("\n")
}

/// A field of one line as it is kept: [`clean`], with line ends and tabs turned into spaces and no blanks around it.
pub fn clean_line(text: &str) -> String {
    clean(text).trim().replace(['\n', '\t'], " ")
}

/// Characters that belong to the one before them.
fn rides(c: char) -> bool {
    is_combining_mark(c) || c == '\u{200d}'
}

/// Invisible characters without a use in Japanese text. The zero-width joiner is none of them: emoji are built with it.
fn disguises(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_count_what_they_see() {
        for (text, count) in [
            ("", 0),
            ("ともに", 3),
            ("か\u{3099}っこう", 4),
            ("葛\u{e0100}城市", 3),
            ("❤\u{fe0f}", 1),
            ("一\n二", 3),
            ("𠮷野家", 3),
            ("ﾊﾞｽ", 3),
        ] {
            assert_eq!(chars(text), count, "{text}");
        }
    }

    #[test]
    fn an_excerpt_never_grows_beyond_its_limit() {
        assert_eq!(excerpt("対話のあと", 5), "対話のあと");
        assert_eq!(excerpt("対話のあと", 4), "対話の…");
        assert_eq!(excerpt("対話 のあと", 4), "対話…");
        assert_eq!(excerpt("か\u{3099}き\u{3099}く", 2), "か\u{3099}…");
        assert_eq!(excerpt("対話", 1), "…");
        assert_eq!(excerpt("対話", 0), "");
    }

    #[test]
    fn fields_are_kept_clean() {
        for (typed, kept) in [
            ("a\r\nb\rc\nd\u{2028}e", "a\nb\nc\nd\ne"),
            (
                "\n \r\n\u{3000}島の朝は早い。  \n\n次\u{3000}\n\n",
                "\u{3000}島の朝は早い。\n\n次",
            ),
            ("a\0b\u{7}c\u{1b}[31m\td\u{7f}", "abc[31m\td"),
            ("evil\u{202e}gpj.exe\u{200b}", "evilgpj.exe"),
            ("か\u{3099}は\u{309a}\u{3099}", "がぱ\u{3099}"),
            ("\u{3099}", "\u{3099}"),
            ("神\u{fa19}", "神\u{fa19}"),
            ("👩\u{200d}🌾", "👩\u{200d}🌾"),
            ("\r\n\t\u{3000}\n", ""),
        ] {
            assert_eq!(clean(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(
            clean_line(" \u{3000}凪浦町\r\n役場\t総務課 "),
            "凪浦町 役場 総務課"
        );
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in r"(\PC|[\r\n\t\x00\x{b}\x{85}\x{200b}\x{3099}\x{309a}かは\x{3000} ]){0,40}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            let left_out = ['\r', '\0', '\u{202e}'];
            prop_assert!(!once.contains(left_out));
            prop_assert_eq!(once.trim_end(), &once);
            let line = clean_line(&text);
            prop_assert_eq!(clean_line(&line), line.clone());
            let breaks = ['\n', '\t'];
            prop_assert!(!line.contains(breaks));
        }

        #[test]
        fn excerpts_fit(text in any::<String>(), limit in 0..20usize) {
            prop_assert!(chars(&excerpt(&text, limit)) <= limit);
        }
    }
}
