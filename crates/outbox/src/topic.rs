//! Topic patterns: `*` stands for one word, `#` for any number of words.

/// Whether a wire name fits a pattern.
pub(crate) fn matches(pattern: &str, kind: &str) -> bool {
    fits(&pattern.split('.').collect::<Vec<_>>(), &kind.split('.').collect::<Vec<_>>())
}

fn fits(pattern: &[&str], words: &[&str]) -> bool {
    match (pattern.split_first(), words.split_first()) {
        (None, None) => true,
        (Some((&"#", rest)), None) => fits(rest, words),
        (Some((&"#", rest)), Some((_, more))) => fits(rest, words) || fits(pattern, more),
        (Some((part, rest)), Some((word, more))) => (*part == "*" || part == word) && fits(rest, more),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_fit_as_the_broker_does_it() {
        for (pattern, kind, fit) in [
            ("#", "orders.order_placed.v1", true),
            ("orders.#", "orders", true),
            ("orders.#", "orders.order_placed.v1", true),
            ("#.v1", "orders.order_placed.v1", true),
            ("orders.*.v1", "orders.order_placed.v1", true),
            ("orders.*", "orders.order_placed.v1", false),
            ("orders.order_placed.v1", "orders.order_placed.v1", true),
            ("orders.order_placed.v1", "orders.order_placed.v2", false),
            ("*", "", true),
            ("orders.*.v1", "catalog.order_placed.v1", false),
        ] {
            assert_eq!(matches(pattern, kind), fit, "{pattern} {kind}");
        }
    }
}
