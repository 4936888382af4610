//! ふりがな on a page in easy Japanese.
//!
//! Words and dates of easy Japanese carry their readings as Unicode's interlinear annotation, `U+FFF9 base U+FFFA reading
//! U+FFFB`: they pass through templates, attributes and strings as text does. Only the finished page knows where markup
//! may stand, so there the readings become `<ruby>`, and elsewhere (attributes, titles, options, drawings) the base
//! stays alone. Texts of people never hold these characters: `text::clean` takes them out of every field.

use std::fmt;

/// Before a word that has a reading.
const BEGIN: char = '\u{fff9}';
/// Between the word and its reading.
const MIDDLE: char = '\u{fffa}';
/// After the reading.
const END: char = '\u{fffb}';

/// Elements in which no other element may stand, or whose words become the name of a thing.
const PLAIN: [&str; 7] = ["title", "option", "select", "textarea", "script", "style", "svg"];

/// A word with its reading.
pub(crate) struct Read<W, R>(pub(crate) W, pub(crate) R);

impl<W: fmt::Display, R: fmt::Display> fmt::Display for Read<W, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BEGIN}{}{MIDDLE}{}{END}", self.0, self.1)
    }
}

/// A finished page with its readings as `<ruby>`. A page without any comes back as it is. A text with readings stands in a
/// `<span>`, so that it stays one thing where a box lays out its texts and icons beside each other.
pub fn ruby(page: String) -> String {
    if !page.contains(BEGIN) {
        return page;
    }
    let mut out = String::with_capacity(page.len() * 3 / 2);
    let mut place = Place::Text;
    let mut rest = page.as_str();
    // Where the text that is being read began, and whether it has a reading yet.
    let (mut began, mut read) = (0, false);
    while let Some(at) = rest.find(['<', '>', '"', BEGIN, MIDDLE, END]) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let sign = after.chars().next().unwrap_or(END);
        rest = after.get(sign.len_utf8()..).unwrap_or_default();
        match sign {
            BEGIN => {
                if place == Place::Text && !read {
                    out.insert_str(began, "<span>");
                    read = true;
                }
                rest = word(rest, &place, &mut out);
            }
            // Without its beginning a sign says nothing.
            MIDDLE | END => {}
            _ => {
                if sign == '<' && read {
                    out.push_str("</span>");
                    read = false;
                }
                place = place.after(sign, rest);
                out.push(sign);
                began = out.len();
            }
        }
    }
    out.push_str(rest);
    if read {
        out.push_str("</span>");
    }
    out
}

/// The words without their readings, for what is no page.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut reading = false;
    for c in text.chars() {
        match c {
            BEGIN | END => reading = false,
            MIDDLE => reading = true,
            _ if reading => {}
            _ => out.push(c),
        }
    }
    out
}

/// Writes the word that `rest` begins with, and answers what follows it.
fn word<'p>(rest: &'p str, place: &Place, out: &mut String) -> &'p str {
    let Some((inner, after)) = rest.split_once(END) else {
        return rest;
    };
    let Some((base, reading)) = inner.split_once(MIDDLE) else {
        return rest;
    };
    if inner.contains(['<', '>', '"', BEGIN]) || reading.contains(MIDDLE) {
        return rest;
    }
    if *place == Place::Text {
        for part in ["<ruby>", base, "<rt>", reading, "</rt></ruby>"] {
            out.push_str(part);
        }
    } else {
        out.push_str(base);
    }
    after
}

/// Where in a page something stands.
#[derive(PartialEq, Eq, Debug)]
enum Place {
    /// Where elements may stand.
    Text,
    /// In an element of [`PLAIN`], until it ends.
    Plain(&'static str),
    /// In a tag; `then` is the element of [`PLAIN`] that begins or goes on after it.
    Tag { then: Option<&'static str> },
    /// In an attribute's value.
    Value { then: Option<&'static str> },
}

impl Place {
    fn after(self, sign: char, rest: &str) -> Self {
        match (self, sign) {
            (Self::Text, '<') => Self::Tag {
                then: PLAIN.into_iter().find(|name| begins(rest, name)),
            },
            (Self::Plain(name), '<') => {
                let ends = rest.strip_prefix('/').is_some_and(|rest| begins(rest, name));
                Self::Tag {
                    then: (!ends).then_some(name),
                }
            }
            (Self::Tag { then }, '"') => Self::Value { then },
            (Self::Value { then }, '"') => Self::Tag { then },
            (Self::Tag { then }, '>') => then.map_or(Self::Text, Self::Plain),
            (place, _) => place,
        }
    }
}

/// Whether a tag's inside begins with exactly this name.
fn begins(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name)
        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORD: &str = "\u{fff9}課題\u{fffa}かだい\u{fffb}";

    #[test]
    fn a_reading_stands_over_its_word_where_markup_may_stand() {
        let page = format!("<p class=\"a\">この {WORD}です</p>");
        assert_eq!(
            ruby(page),
            "<p class=\"a\"><span>この <ruby>課題<rt>かだい</rt></ruby>です</span></p>"
        );
        assert_eq!(ruby("<p>課題</p>".to_owned()), "<p>課題</p>");
        assert_eq!(plain(WORD), "課題");
    }

    #[test]
    fn elsewhere_the_word_stands_alone() {
        for (before, after) in [
            ("<title>", "</title>"),
            ("<p title=\"", "\">1 &lt; 2</p>"),
            ("<select><option>", "</option></select>"),
            ("<svg aria-label=\"x\"><text>", "</text></svg>"),
            ("<textarea a=\">\">", "</textarea>"),
        ] {
            assert_eq!(
                ruby(format!("{before}{WORD}{after}<b>{WORD}</b>")),
                format!("{before}課題{after}<b><span><ruby>課題<rt>かだい</rt></ruby></span></b>")
            );
        }
    }

    proptest! {
        #[test]
        fn signs_without_order_are_left_out_and_nothing_else_is(text in "[あ課<>\"/ a=\u{fff9}\u{fffa}\u{fffb}]{0,40}") {
            let text = format!("{WORD}{text}");
            let page = ruby(text.clone());
            prop_assert!(!page.contains([BEGIN, MIDDLE, END]));
            let tags = ["<span>", "</span>", "<ruby>", "<rt>", "</rt>", "</ruby>"];
            let bare = tags.iter().fold(page, |page, tag| page.replace(tag, ""));
            let kept: String = text.chars().filter(|c| ![BEGIN, MIDDLE, END].contains(c)).collect();
            // A word that stands alone loses its reading; everything else is there, in its order.
            let mut letters = kept.chars();
            prop_assert!(bare.chars().all(|c| letters.any(|other| other == c)));
        }
    }
}
