//! Markdown as people in town halls write it, made into HTML that is safe to show to anybody.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use comrak::{Arena, format_html};

use crate::{autolink, plain, tree};

/// What may appear in a text from people; anything else is dropped, however it got through the Markdown reader.
static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "del",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "hr",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            ("th", HashSet::from(["align"])),
            ("td", HashSet::from(["align"])),
        ]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer ugc"));
    builder
});

/// The HTML of a text from people: a fragment of block elements, safe inside any element that may hold paragraphs.
///
/// Headings begin at `h3`, since the page has its own above them. A single line end is a line break. HTML that was typed is
/// shown as typed. Pictures become links to them. Web and mail addresses become links, ending where Japanese text goes on.
/// A pair of single `~` stays as it is: people write 10~12時; `~~` strikes through.
pub fn to_html(source: &str) -> String {
    let arena = Arena::new();
    let root = tree::read(&arena, source);
    autolink::link(&arena, root);
    let mut html = String::with_capacity(source.len() * 2);
    if format_html(root, &tree::options(), &mut html).is_err() {
        // Writing into memory does not fail; if it ever did, half a text must not be mistaken for the whole.
        return String::new();
    }
    ALLOWED.clean(&html).to_string()
}

/// The text without its markup, for lists and mail: one line for each line, item, row or heading, no empty lines, at most
/// `limit` characters as [`crate::chars`] counts them. It is plain text: a page must escape it.
pub fn to_plain(source: &str, limit: usize) -> String {
    let arena = Arena::new();
    crate::excerpt(&plain::lines(tree::read(&arena, source)), limit)
}

/// The same without a limit: the whole text as people read it, a line for each line, item, row or heading.
pub fn to_reading(source: &str) -> String {
    let arena = Arena::new();
    plain::lines(tree::read(&arena, source))
}

#[cfg(test)]
mod tests;
