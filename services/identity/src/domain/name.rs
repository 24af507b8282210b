//! Names of people, shops and towns: trimmed, bounded, printable.
use souk_kit::line;

/// Longest name, in characters.
pub const MAX: usize = 80;

/// Reads a name; the error is the code of a field error.
///
/// # Errors
/// `required` when nothing is left, `too_long`, `unreadable` with control characters.
pub fn parse(text: &str) -> Result<String, &'static str> {
    line::required(text, MAX)
}

/// Reads a name that may be empty.
///
/// # Errors
/// See [`parse`].
pub fn optional(text: &str) -> Result<String, &'static str> {
    line::optional(text, MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(parse("  Épicerie \n Amina ").unwrap(), "Épicerie Amina");
        assert_eq!(parse(" \t"), Err("required"));
        assert_eq!(parse("a\0b"), Err("unreadable"));
        assert_eq!(parse(&"é".repeat(81)), Err("too_long"));
        assert_eq!(optional(""), Ok(String::new()));
    }
}
