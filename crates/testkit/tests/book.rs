//! The test book names tests that are there, and a planted violation for each rule.
mod rules;

use rules::{book, planted, root};

#[test]
fn every_test_in_the_book_is_there() {
    let found = book::violations(&root());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// A book with one row, whose table of states says `counts`.
fn book_of(state: &str, tests: &str, counts: &str) -> String {
    format!(
        "| `legend::name` | not read |\n\n## State on a day\n| group | holds | partly | not yet |\n|---|---|---|---|\n\
         | shop | {counts} |\n\n## Shop\n| wish | state | tests |\n|---|---|---|\n| a wish | {state} | {tests} |\n"
    )
}

#[test]
fn planted_mistakes_are_found() {
    for (state, tests, counts, word) in [
        ("holds", "`orders/cart::lines_add_up`", "1 | 0 | 0", ""),
        ("holds, for now", "`orders:domain/tax::rates`, `make test`", "1 | 0 | 0", ""),
        ("partly: a piece", "`browser/purchase::home to`", "0 | 1 | 0", ""),
        ("holds", "`faults/broker::it_dies`, `chaos/broker.sh`", "1 | 0 | 0", ""),
        (
            "holds",
            "`orders/cart::lines_go`",
            "1 | 0 | 0",
            "`orders/cart::lines_go` is not in services/orders",
        ),
        (
            "holds",
            "`orders/carts::lines_add_up`",
            "1 | 0 | 0",
            "there is no services/orders/tests/it/carts.rs",
        ),
        (
            "holds",
            "`browser/purchase::placed order`",
            "1 | 0 | 0",
            "is not in deploy/browser/purchase.test.mjs",
        ),
        ("holds", "`chaos/lightning.sh`", "1 | 0 | 0", "no script chaos/lightning.sh"),
        ("not yet: nobody asked", "", "0 | 0 | 2", "shop counts 0, 0, 1"),
    ] {
        let tree = planted(&[
            ("docs/test-book.md", &book_of(state, tests, counts)),
            ("services/orders/tests/it/cart.rs", "fn lines_add_up() {}"),
            ("services/orders/src/domain/tax.rs", "fn rates() {}"),
            ("crates/souk/tests/it/faults/broker.rs", "fn it_dies() {}"),
            ("deploy/browser/purchase.test.mjs", "test('home to placed order', run)"),
            ("deploy/chaos/broker.sh", ""),
        ]);
        let found = book::violations(tree.path());
        assert_eq!(found.len(), usize::from(!word.is_empty()), "{tests}: {found:?}");
        assert!(found.iter().all(|line| line.contains(word)), "{word}: {found:?}");
    }
}
