//! The tree of a package's adaptations: drawn, and as a list that says the same.

use domain::{id::AdaptationId, lineage::Placed};

/// How long the line is before what grows from something that is not drawn.
const STUB: usize = 20;
/// How far a row stands below the one before.
const STEP: usize = 44;
/// How far a row stands to the right of what it was made after.
const INDENT: usize = 28;
/// Deeper rows stand no further to the right.
const DEEPEST: usize = 8;

/// One adaptation in the tree.
#[derive(Clone)]
pub struct Leaf {
    /// The id.
    pub id: AdaptationId,
    /// The town.
    pub town: String,
    /// The title.
    pub title: String,
    /// On which version of the package it stands.
    pub version: i64,
    /// Whether it was let go.
    pub let_go: bool,
    /// The one it was made after and its town, where the reader may see that.
    pub origin: Option<(AdaptationId, String)>,
}

/// A leaf in its place.
pub struct Row {
    /// The leaf.
    pub leaf: Leaf,
    /// The town it was made after, where that is in the tree.
    pub after: Option<String>,
    /// Whether it was made after one that is not in the tree.
    pub apart: bool,
    /// The point in the drawing.
    pub x: usize,
    /// The same.
    pub y: usize,
    /// The point it grows from.
    pub from: (usize, usize),
    /// Where its words begin.
    pub words: usize,
}

/// The tree.
pub struct Tree {
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
    /// How high the drawing is.
    pub height: usize,
}

impl Tree {
    /// Places leaves as they were arranged. The package stands at the top.
    pub fn of(leaves: &[Leaf], placed: &[Placed]) -> Self {
        let point = |at: usize, depth: usize| (20 + (depth.min(DEEPEST) + 1) * INDENT, 24 + (at + 1) * STEP);
        let rows = placed.iter().enumerate().map(|(at, one)| {
            let (x, y) = point(at, one.depth);
            let parent = one.parent.map(|row| (row, placed[row]));
            Row {
                leaf: leaves[one.index].clone(),
                after: parent.map(|(_, parent)| leaves[parent.index].town.clone()),
                apart: one.apart,
                x,
                y,
                from: match parent {
                    Some((row, parent)) => point(row, parent.depth),
                    // It grows from something that is not drawn: a short line that comes from nowhere.
                    None if one.apart => (x - STUB, y),
                    None => (20, 24),
                },
                words: x + 16,
            }
        });
        Self {
            rows: rows.collect(),
            height: (placed.len() + 1) * STEP + 4,
        }
    }
}
