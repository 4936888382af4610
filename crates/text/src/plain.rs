//! The words of a tree without its markup.

use comrak::{
    Node,
    arena_tree::NodeEdge,
    nodes::{ListType, NodeValue},
};

/// One line for each line, item, row or heading; no empty lines.
pub fn lines(root: Node<'_>) -> String {
    let mut out = String::new();
    // The number of the next item in each open list; `None` where items have bullets.
    let mut lists: Vec<Option<usize>> = Vec::new();
    let mut after_bullet = false;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => match &node.data().value {
                NodeValue::List(list) => {
                    lists.push((list.list_type == ListType::Ordered).then_some(list.start));
                }
                NodeValue::Item(_) => {
                    begin_line(&mut out, after_bullet);
                    match lists.last_mut() {
                        Some(Some(number)) => {
                            out.push_str(&number.to_string());
                            out.push_str(". ");
                            *number += 1;
                        }
                        _ => out.push('・'),
                    }
                    after_bullet = true;
                }
                NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableRow(_) => {
                    begin_line(&mut out, after_bullet);
                    after_bullet = false;
                }
                NodeValue::TableCell if node.previous_sibling().is_some() => out.push(' '),
                NodeValue::CodeBlock(code) => {
                    begin_line(&mut out, after_bullet);
                    after_bullet = false;
                    out.push_str(code.literal.trim_end());
                }
                NodeValue::Text(text) => out.push_str(text),
                NodeValue::Code(code) => out.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push('\n'),
                _ => {}
            },
            NodeEdge::End(node) => {
                if matches!(node.data().value, NodeValue::List(_)) {
                    lists.pop();
                }
            }
        }
    }
    let lines: Vec<&str> = out
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

fn begin_line(out: &mut String, after_bullet: bool) {
    if !out.is_empty() && !after_bullet && !out.ends_with('\n') {
        out.push('\n');
    }
}
