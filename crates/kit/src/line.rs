//! One line of what people type: without needless blanks, bounded, printable.

/// Reads a line that says something; the error is the code of a field error.
///
/// # Errors
/// `required` when nothing is left, `too_long` with more than `max` characters, `unreadable` with control characters.
pub fn required(text: &str, max: usize) -> Result<String, &'static str> {
    let line = optional(text, max)?;
    if line.is_empty() { Err("required") } else { Ok(line) }
}

/// Reads a line that may be empty.
///
/// # Errors
/// See [`required`].
pub fn optional(text: &str, max: usize) -> Result<String, &'static str> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > max {
        Err("too_long")
    } else if line.chars().any(char::is_control) {
        Err("unreadable")
    } else {
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_bounded() {
        assert_eq!(required(" orders \n are stuck ", 200).unwrap(), "orders are stuck");
        assert_eq!(required(" \t", 200), Err("required"));
        assert_eq!(required("a\0b", 200), Err("unreadable"));
        assert_eq!(required(&"é".repeat(201), 200), Err("too_long"));
        assert_eq!(optional("", 200), Ok(String::new()));
    }
}
