//! Where adaptations come from: a package, a town that reshaped it, a town that began with that one.

/// One adaptation in a tree: which of the given ones it is, how deep it stands, and the row of the one it was made after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Which of the given ones.
    pub index: usize,
    /// 0 right below the package.
    pub depth: usize,
    /// The row of the one it was made after, if that is in the tree.
    pub parent: Option<usize>,
}

/// Puts adaptations, given as id and the id each was made after, in the order of a tree read from top to bottom.
///
/// Each stands once. One made after something that is not given (not seen, or on another page) stands right below the
/// package.
pub fn arrange<K: Copy + PartialEq>(given: &[(K, Option<K>)]) -> Vec<Placed> {
    let parent = |index: usize| {
        let after = given[index].1?;
        // Ids of one list differ; the first one found is the one.
        given
            .iter()
            .position(|(id, _)| *id == after)
            .filter(|found| *found != index)
    };
    let mut placed: Vec<Placed> = Vec::with_capacity(given.len());
    let mut done = vec![false; given.len()];
    let roots = (0..given.len()).filter(|index| parent(*index).is_none());
    // Whatever goes round in a circle has no root: it is begun anywhere.
    let begins: Vec<usize> = roots.chain(0..given.len()).collect();
    for begin in begins {
        let mut open = vec![(begin, 0, None)];
        while let Some((index, depth, row)) = open.pop() {
            if std::mem::replace(&mut done[index], true) {
                continue;
            }
            let here = placed.len();
            placed.push(Placed {
                index,
                depth,
                parent: row,
            });
            let children = (0..given.len())
                .rev()
                .filter(|child| parent(*child) == Some(index));
            open.extend(children.map(|child| (child, depth + 1, Some(here))));
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_town_stands_below_the_town_it_began_with() {
        let rows = arrange(&[(4, Some(2)), (3, None), (2, None), (1, Some(9))]);
        let read: Vec<_> = rows
            .iter()
            .map(|row| (row.index, row.depth, row.parent))
            .collect();
        assert_eq!(read, [(1, 0, None), (2, 0, None), (0, 1, Some(1)), (3, 0, None)]);
    }

    proptest! {
        #[test]
        fn each_stands_once_and_below_what_it_was_made_after(
            given in proptest::collection::vec((0_u8..20, proptest::option::of(0_u8..20)), 0..20)
        ) {
            let rows = arrange(&given);
            let mut indices: Vec<_> = rows.iter().map(|row| row.index).collect();
            indices.sort_unstable();
            prop_assert_eq!(indices, (0..given.len()).collect::<Vec<_>>());
            for (at, row) in rows.iter().enumerate() {
                if let Some(parent) = row.parent {
                    prop_assert!(parent < at && rows[parent].depth + 1 == row.depth);
                    prop_assert_eq!(given[row.index].1, Some(given[rows[parent].index].0));
                }
            }
        }
    }
}
