//! Trees as merchants grow them, and moves that would tie a knot.
use proptest::prelude::*;

use super::*;

fn id(n: u128) -> CategoryId {
    CategoryId(uuid::Uuid::from_u128(n))
}

fn row(n: u128, parent: Option<u128>, name: &str, position: i32) -> Category {
    Category {
        id: id(n),
        parent: parent.map(id),
        name: name.into(),
        titles: Titles::new(),
        slug: text::slug(name),
        position,
        version: 1,
    }
}

fn grocery() -> Tree {
    Tree::new(vec![
        row(3, Some(1), "Thé", 1),
        row(2, Some(1), "Épices", 0),
        row(1, None, "Épicerie", 1),
        row(4, None, "Pains", 0),
        row(5, Some(3), "Thé vert", 0),
    ])
}

#[test]
fn a_tree_is_read_from_the_top_in_order() {
    let tree = grocery();
    let read: Vec<_> = tree.walk().into_iter().map(|(depth, row)| (depth, row.name.as_str())).collect();
    assert_eq!(read, [(0, "Pains"), (0, "Épicerie"), (1, "Épices"), (1, "Thé"), (2, "Thé vert")]);
    assert_eq!(written(&tree.names(id(5))), "Épicerie > Thé > Thé vert");
    assert_eq!(tree.family(id(1)).len(), 4);
    assert_eq!(tree.free_slug("Thé"), "the-2");
}

#[test]
fn paths_are_found_as_far_as_they_exist() {
    let tree = grocery();
    let wanted = names(" epicerie >THE> Thé noir ").unwrap();
    let (at, missing) = tree.find(&wanted);
    assert_eq!((at, missing), (Some(id(3)), &["Thé noir".to_owned()][..]));
    assert_eq!(tree.find(&[]), (None, &[][..]));
    assert_eq!(names("a > b > c > d > e"), Err("category_too_deep"));
    assert_eq!(shortened("a > b > c > d > e > f"), "a > b > c > f");
}

#[test]
fn a_move_may_not_tie_a_knot_nor_go_too_deep() {
    let tree = grocery();
    assert_eq!(tree.may_stand(Some(id(1)), Some(id(5))), Err("category_into_itself"));
    assert_eq!(tree.may_stand(Some(id(1)), Some(id(1))), Err("category_into_itself"));
    assert_eq!(tree.may_stand(Some(id(1)), Some(id(9))), Err("category_unknown"));
    assert_eq!(tree.may_stand(Some(id(1)), Some(id(4))), Ok(()), "three levels below one are four");
    assert_eq!(tree.may_stand(None, Some(id(5))), Ok(()));
    assert_eq!(tree.may_stand(Some(id(4)), None), Ok(()));
    let deep = Tree::new(vec![
        row(1, None, "a", 0),
        row(2, Some(1), "b", 0),
        row(3, None, "c", 1),
        row(4, Some(3), "d", 0),
        row(5, Some(4), "e", 0),
    ]);
    assert_eq!(deep.may_stand(Some(id(3)), Some(id(2))), Err("category_too_deep"));
    assert_eq!(tree.order(id(4), Some(id(1)), 1), [id(2), id(4), id(3)]);
    assert_eq!(tree.order(id(2), Some(id(1)), 9), [id(3), id(2)]);
}

proptest! {
    /// Whatever moves are allowed one after the other, every category stays reachable and no path is too long.
    #[test]
    fn allowed_moves_keep_a_tree(moves in prop::collection::vec((0_u128..12, 0_u128..12), 0..60)) {
        let mut rows: Vec<Category> = (0..12).map(|n| row(n, None, &format!("c{n}"), 0)).collect();
        for (moved, below) in moves {
            let tree = Tree::new(rows.clone());
            if tree.may_stand(Some(id(moved)), Some(id(below))).is_ok() {
                rows.iter_mut().filter(|r| r.id == id(moved)).for_each(|r| r.parent = Some(id(below)));
            }
        }
        let tree = Tree::new(rows);
        prop_assert_eq!(tree.walk().len(), 12);
        prop_assert!(tree.walk().iter().all(|(depth, _)| *depth < DEPTH));
    }
}
