//! Where adaptations come from: a package, a town that reshaped it, a town that began with that one.

/// One adaptation in a tree: which of the given ones it is, how deep it stands, and the row of the one it was made after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Which of the given ones.
    pub index: usize,
    /// 0 right below the package; what was made after one that is not given begins at 1.
    pub depth: usize,
    /// The row of the one it was made after, if that is in the tree.
    pub parent: Option<usize>,
    /// Whether it was made after one that is not in the tree: not seen, or on another page. It does not grow from the
    /// package.
    pub apart: bool,
}

/// Puts adaptations, given as id and the id each was made after, in the order of a tree read from top to bottom.
///
/// Each stands once. Those made after something that is not given stand apart, after all that grows from the package.
pub fn arrange<K: Copy + PartialEq>(given: &[(K, Option<K>)]) -> Vec<Placed> {
    let parent = |index: usize| {
        let after = given[index].1?;
        // Ids of one list differ; the first one found is the one.
        given
            .iter()
            .position(|(id, _)| *id == after)
            .filter(|found| *found != index)
    };
    let apart = |index: usize| {
        let after = given[index].1;
        after.is_some_and(|after| given.iter().all(|(id, _)| *id != after))
    };
    let mut placed: Vec<Placed> = Vec::with_capacity(given.len());
    let mut done = vec![false; given.len()];
    let (strays, roots): (Vec<usize>, Vec<usize>) = (0..given.len())
        .filter(|index| parent(*index).is_none())
        .partition(|index| apart(*index));
    // Whatever goes round in a circle has no root: it is begun anywhere.
    for begin in roots.into_iter().chain(strays).chain(0..given.len()) {
        let mut open = vec![(begin, usize::from(apart(begin)), None)];
        while let Some((index, depth, row)) = open.pop() {
            if std::mem::replace(&mut done[index], true) {
                continue;
            }
            let here = placed.len();
            placed.push(Placed {
                index,
                depth,
                parent: row,
                apart: apart(index),
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
            .map(|row| (row.index, row.depth, row.parent, row.apart))
            .collect();
        let tree = [
            (1, 0, None, false),
            (2, 0, None, false),
            (0, 1, Some(1), false),
            (3, 1, None, true),
        ];
        assert_eq!(read, tree);
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
                    prop_assert!(!row.apart);
                }
            }
        }

        #[test]
        fn a_page_never_says_that_the_package_was_the_origin_where_another_adaptation_was(
            afters in proptest::collection::vec(proptest::option::of(0_usize..40), 1..40),
            (from, to) in (0_usize..40, 0_usize..40),
        ) {
            // Each was made after an earlier one or after the package; a page has some of them, the newest first.
            let all: Vec<_> = afters.iter().enumerate().map(|(id, after)| (id, after.filter(|one| *one < id))).collect();
            let page: Vec<_> = all.iter().copied().filter(|(id, _)| (from..=to).contains(id)).rev().collect();
            let rows = arrange(&page);
            prop_assert_eq!(rows.len(), page.len());
            for row in &rows {
                let (_, after) = page[row.index];
                prop_assert_eq!(row.depth == 0, after.is_none());
                prop_assert_eq!(row.parent.is_some(), after.is_some() && !row.apart);
                prop_assert_eq!(row.apart, after.is_some_and(|after| !(from..=to).contains(&after)));
            }
            let first_apart = rows.iter().position(|row| row.apart).unwrap_or(rows.len());
            prop_assert!(rows[first_apart..].iter().all(|row| row.depth > 0), "direct children come first");
        }
    }
}
