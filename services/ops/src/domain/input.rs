//! What operators type: bounded, printable, said by field when it is not.
use souk_kit::FieldError;

/// Longest filter or search text.
pub const FILTER_MAX: usize = 100;
/// Longest reason.
pub const REASON_MAX: usize = 500;
/// Shortest reason: a word, not a keystroke.
pub const REASON_MIN: usize = 3;

/// A search text or filter; nothing when it is blank.
///
/// # Errors
/// Too long, or with control characters.
pub fn filter(pointer: &str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = text.map(str::trim).unwrap_or_default();
    if text.chars().count() > FILTER_MAX {
        return Err(FieldError::new(pointer, "too_long"));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldError::new(pointer, "unreadable"));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Why somebody acts.
///
/// # Errors
/// Missing, too short, too long, or with control characters other than line breaks.
pub fn reason(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    let length = text.chars().count();
    let wrong = |code| Err(FieldError::new("/reason", code));
    match length {
        0 => wrong("required"),
        n if n < REASON_MIN => wrong("too_short"),
        n if n > REASON_MAX => wrong("too_long"),
        _ if text.chars().any(|c| c.is_control() && c != '\n' && c != '\r') => wrong("unreadable"),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_words() {
        assert_eq!(reason("  stock wrong ").unwrap(), "stock wrong");
        for (text, code) in [("", "required"), (" a ", "too_short"), ("a\0bc", "unreadable")] {
            assert_eq!(reason(text).unwrap_err().code, code, "{text:?}");
        }
        assert_eq!(reason(&"x".repeat(501)).unwrap_err().code, "too_long");
    }

    #[test]
    fn blank_filters_filter_nothing() {
        assert_eq!(filter("/q", Some("  ")).unwrap(), None);
        assert_eq!(filter("/q", Some(" ord ")).unwrap().as_deref(), Some("ord"));
        assert!(filter("/q", Some("a\0")).is_err());
        assert!(filter("/q", Some(&"é".repeat(101))).is_err());
    }
}
