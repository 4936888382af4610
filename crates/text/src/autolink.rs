//! Web and mail addresses in running text become links.
//!
//! The Markdown reader's own rule ends an address at a blank, which Japanese text does not have: 詳しくはhttps://…をご覧ください.

use comrak::{
    Arena, Node,
    nodes::{NodeLink, NodeValue},
};

use crate::tree::{inline, words};

/// An address found in a text.
struct Found<'t> {
    before: &'t str,
    shown: &'t str,
    url: String,
    after: &'t str,
}

/// Turns the addresses in all texts of a tree into links, except inside links.
pub fn link<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        if matches!(node.data().value, NodeValue::Link(_)) {
            continue;
        }
        let text = match &node.data().value {
            NodeValue::Text(text) if text.contains("://") || text.contains('@') => text.clone(),
            _ => {
                waiting.extend(node.children());
                continue;
            }
        };
        let mut rest: &str = &text;
        while let Some(found) = next(rest) {
            if !found.before.is_empty() {
                node.insert_before(words(arena, found.before.to_owned()));
            }
            let link = NodeLink {
                url: found.url,
                title: String::new(),
            };
            let link = inline(arena, NodeValue::Link(Box::new(link)));
            link.append(words(arena, found.shown.to_owned()));
            node.insert_before(link);
            rest = found.after;
        }
        let rest = rest.to_owned();
        node.data_mut().value = NodeValue::Text(rest.into());
    }
}

/// The first address in a text.
fn next(text: &str) -> Option<Found<'_>> {
    text.match_indices([':', '@']).find_map(|(at, sign)| {
        let (start, end) = if sign == ":" {
            web(text, at)?
        } else {
            mail(text, at)?
        };
        let shown = &text[start..end];
        let url = if sign == ":" {
            shown.to_owned()
        } else {
            format!("mailto:{shown}")
        };
        Some(Found {
            before: &text[..start],
            shown,
            url,
            after: &text[end..],
        })
    })
}

/// Where the web address around a colon begins and ends.
fn web(text: &str, colon: usize) -> Option<(usize, usize)> {
    let rest = text[colon..].strip_prefix("://")?;
    let letters = text[..colon]
        .bytes()
        .rev()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let start = colon - letters;
    if !["http", "https"]
        .iter()
        .any(|scheme| text[start..colon].eq_ignore_ascii_case(scheme))
    {
        return None;
    }
    let inside = |b: &u8| {
        b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b'`' | b'\\' | b'{' | b'}' | b'|' | b'^')
    };
    let length = rest.bytes().take_while(inside).count();
    let address = without_trailing_punctuation(&rest[..length]);
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let named = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    (named && host.bytes().any(|b| b.is_ascii_alphanumeric())).then_some((start, colon + 3 + address.len()))
}

/// Where the mail address around an at sign begins and ends. Its domain needs a dot.
fn mail(text: &str, at: usize) -> Option<(usize, usize)> {
    let name = text[..at]
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-' | b'_'))
        .count();
    let domain: usize = text[at + 1..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        .count();
    let domain = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
    let labels = domain.split('.').count();
    let followed = text[at + 1 + domain.len()..].starts_with('@');
    (name > 0 && labels > 1 && domain.split('.').all(|label| !label.is_empty()) && !followed)
        .then_some((at - name, at + 1 + domain.len()))
}

/// What ends a sentence is not part of the address, nor is a bracket that was opened before it.
fn without_trailing_punctuation(address: &str) -> &str {
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let closes = |open: char, close: char| {
            last == close && kept.matches(close).count() > kept.matches(open).count()
        };
        if !matches!(last, '.' | ',' | ':' | ';' | '!' | '?' | '*' | '_' | '~' | '\'')
            && !closes('(', ')')
            && !closes('[', ']')
        {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept
}
