//! Whom the shop calls when something is wrong with an order, and what the customer has to say.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use souk_events::LineId;
use souk_kit::FieldError;

use super::fulfilment::Address;

/// Name and numbers of the person who gets the order, and where to.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Name to call out.
    pub name: String,
    /// Phone number: digits, with `+` in front when international.
    pub phone: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where the order is brought to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// The longest name.
pub const NAME_MAX: usize = 100;
/// The longest note.
pub const NOTE_MAX: usize = 500;

/// One line of text: no control characters, not blank.
pub(super) fn line(text: &str, max: usize, pointer: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new(pointer, "required"));
    }
    if text.chars().count() > max {
        return Err(FieldError::new(pointer, "too_long"));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldError::new(pointer, "unreadable"));
    }
    Ok(text.to_owned())
}

/// Keeps the digits of a phone number as people write it: `06 12 34 56 78`, `+33 (0)6-12-34-56-78`, `0033 6…`.
fn phone(text: &str) -> Result<String, FieldError> {
    let wrong = || FieldError::new("/contact/phone", "phone_wrong");
    let text = line(text, 40, "/contact/phone")?.replace("(0)", "");
    let mut digits = String::new();
    for (place, c) in text.chars().enumerate() {
        match c {
            '+' if place == 0 => digits.push('+'),
            ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' => {}
            _ => digits.push(c.to_digit(10).and_then(|d| char::from_digit(d, 10)).ok_or_else(wrong)?),
        }
    }
    let number = digits.strip_prefix("00").map_or_else(|| digits.clone(), |rest| format!("+{rest}"));
    let length = number.trim_start_matches('+').len();
    if (6..=15).contains(&length) { Ok(number) } else { Err(wrong()) }
}

fn email(text: &str) -> Result<Option<String>, FieldError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || FieldError::new("/contact/email", "email_wrong");
    let text = line(text, 254, "/contact/email")?;
    let (local, domain) = text.rsplit_once('@').ok_or_else(wrong)?;
    let labels_fine = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    if local.is_empty() || local.contains('@') || !labels_fine || text.contains(char::is_whitespace) {
        return Err(wrong());
    }
    Ok(Some(text))
}

impl Contact {
    /// Checks what was typed, all of it.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn read(name: &str, number: &str, mail: Option<&str>) -> Result<Self, Vec<FieldError>> {
        match (line(name, NAME_MAX, "/contact/name"), phone(number), email(mail.unwrap_or_default())) {
            (Ok(name), Ok(phone), Ok(email)) => Ok(Self { name, phone, email, address: None }),
            (name, phone, email) => {
                Err([name.err(), phone.err(), email.err()].into_iter().flatten().collect())
            }
        }
    }
}

/// Checks a note; blank is none.
///
/// # Errors
/// Too long, or with control characters other than line breaks.
pub fn note(text: &str) -> Result<Option<String>, FieldError> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > NOTE_MAX {
        return Err(FieldError::new("/note", "too_long"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(FieldError::new("/note", "unreadable"));
    }
    Ok(Some(text).filter(|t| !t.is_empty()))
}

/// The longest note to a line.
pub const LINE_NOTE_MAX: usize = 200;

/// Checks the notes to lines, each with what it is called where it was written; blank ones are none.
///
/// # Errors
/// The first that is too long or has control characters.
pub fn line_notes<'a>(
    notes: impl Iterator<Item = (LineId, &'a str, String)>,
) -> Result<BTreeMap<LineId, String>, FieldError> {
    let typed = notes.filter(|(_, text, _)| !text.trim().is_empty());
    typed.map(|(id, text, at)| Ok((id, line(text, LINE_NOTE_MAX, &at)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_as_people_write_them() {
        for (typed, kept) in [
            ("06 12 34 56 78", "0612345678"),
            ("+33 (0)6-12-34-56-78", "+33612345678"),
            ("0033.612345678", "+33612345678"),
            ("+212 6 12 34 56 78", "+212612345678"),
        ] {
            assert_eq!(phone(typed), Ok(kept.to_owned()), "{typed}");
        }
        for odd in ["", "12345", "06 12 AB", "+", "1234567890123456", "06\u{0}123456"] {
            assert!(phone(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = Contact::read(" ", "x", Some("nobody")).unwrap_err();
        let pointers: Vec<_> = wrong.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(pointers, ["/contact/name", "/contact/phone", "/contact/email"]);
        assert!(Contact::read("Zoé 🌻", "0612345678", Some("")).is_ok());
        assert!(Contact::read(&"x".repeat(101), "0612345678", None).is_err());
    }

    #[test]
    fn notes_keep_lines_and_refuse_nul() {
        assert_eq!(note(" a\r\nb "), Ok(Some("a\nb".into())));
        assert_eq!(note("  "), Ok(None));
        assert!(note("a\0b").is_err());
        assert!(note(&"x".repeat(501)).is_err());
    }
}
