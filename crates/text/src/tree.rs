//! Reading Markdown into a tree, and changing in the tree what a page must not or need not show.

use std::borrow::Cow;

use comrak::{
    Arena, Node, Options,
    nodes::{Ast, AstNode, LineColumn, NodeValue},
    parse_document,
};

/// The headings of a page above a text take `h1` and `h2`.
const HEADINGS_ABOVE: u8 = 2;

/// How texts are read and written.
pub fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    // Takes single tildes away from the strikethrough; `read` puts them back as they were typed.
    options.extension.subscript = true;
    options.extension.table = true;
    options.extension.cjk_friendly_emphasis = true;
    // A line of hyphens under a paragraph is meant as a line, not as a heading.
    options.parse.ignore_setext = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}

/// The tree of a text, without HTML, pictures and links to anything but web and mail addresses.
pub fn read<'a>(arena: &'a Arena<'a>, source: &str) -> Node<'a> {
    let root = parse_document(arena, source, &options());
    let nodes: Vec<Node<'a>> = root.descendants().collect();
    for node in &nodes {
        settle(arena, node);
    }
    join_texts(&nodes);
    root
}

/// A text node with these words.
pub fn words<'a>(arena: &'a Arena<'a>, words: impl Into<Cow<'static, str>>) -> Node<'a> {
    inline(arena, NodeValue::Text(words.into()))
}

/// An inline node that stands nowhere in the source.
pub fn inline<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::from(Ast::new(value, LineColumn { line: 0, column: 0 })))
}

/// Whether a link may lead there.
pub fn leads_outside(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

fn settle<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let value = node.data().value.clone();
    match value {
        NodeValue::Heading(mut heading) => {
            heading.level = (heading.level + HEADINGS_ABOVE).min(6);
            node.data_mut().value = NodeValue::Heading(heading);
        }
        NodeValue::HtmlBlock(html) => {
            for (at, line) in html.literal.trim_end().lines().enumerate() {
                if at > 0 {
                    node.append(inline(arena, NodeValue::SoftBreak));
                }
                node.append(words(arena, line.to_owned()));
            }
            node.data_mut().value = NodeValue::Paragraph;
        }
        NodeValue::HtmlInline(html) => node.data_mut().value = NodeValue::Text(html.into()),
        NodeValue::Subscript => {
            node.insert_before(words(arena, "~"));
            node.insert_after(words(arena, "~"));
            unwrap(node);
        }
        NodeValue::Link(link) if !leads_outside(&link.url) => unwrap(node),
        NodeValue::Image(image) => {
            if image.url.is_empty() || !leads_outside(&image.url) || inside_link(node) {
                unwrap(node);
            } else {
                if node.first_child().is_none() {
                    node.append(words(arena, image.url.clone()));
                }
                node.data_mut().value = NodeValue::Link(image);
            }
        }
        _ => {}
    }
}

fn inside_link(node: Node<'_>) -> bool {
    node.ancestors()
        .skip(1)
        .any(|above| matches!(above.data().value, NodeValue::Link(_)))
}

/// Leaves the children of a node in its place.
fn unwrap(node: Node<'_>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

/// Makes one text of texts that have come to stand side by side.
fn join_texts(nodes: &[Node<'_>]) {
    for node in nodes {
        let NodeValue::Text(first) = &mut node.data_mut().value else {
            continue;
        };
        if node.parent().is_none() {
            continue;
        }
        while let Some(next) = node.next_sibling() {
            let NodeValue::Text(more) = &next.data().value else {
                break;
            };
            first.to_mut().push_str(more);
            next.detach();
        }
    }
}
