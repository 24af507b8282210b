//! Why an operator acts, in their words: one line, bounded, printable.
use souk_kit::line;

/// Longest reason, in characters.
pub const MAX: usize = 200;

/// Reads a reason; the error is the code of a field error.
///
/// # Errors
/// `required` when nothing is left, `too_long`, `unreadable` with control characters.
pub fn parse(text: &str) -> Result<String, &'static str> {
    line::required(text, MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_one_line_and_bounded() {
        assert_eq!(parse(" orders \n are stuck ").unwrap(), "orders are stuck");
        assert_eq!(parse(" \t"), Err("required"));
        assert_eq!(parse("a\0b"), Err("unreadable"));
        assert_eq!(parse(&"é".repeat(201)), Err("too_long"));
    }
}
