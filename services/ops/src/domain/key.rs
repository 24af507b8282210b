//! What an operator may look for: facts carry some names, modules know the others.

/// A kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Somebody's phone with its country: never shown again, never kept.
    Phone,
    /// A name that modules know: a message of Twilio's, a piece of a live, a cause.
    Asked,
    /// A name that facts carry: a number, an id, a correlation.
    Told,
}

impl Key {
    /// What was typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let hex = |rest: &str| rest.len() == 32 && rest.bytes().all(|b| b.is_ascii_hexdigit());
        if is_phone(typed) {
            Self::Phone
        } else if ["SM", "MM"].iter().any(|kind| typed.strip_prefix(kind).is_some_and(hex))
            || typed.contains('@')
            || (typed.len() == 5 && typed.bytes().all(|b| b.is_ascii_digit()))
            || (typed.contains('_') && typed.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        {
            Self::Asked
        } else {
            Self::Told
        }
    }

    /// Whether modules are asked.
    #[must_use]
    pub fn asks(self) -> bool {
        self != Self::Told
    }

    /// What is shown and kept of it: of a phone its last two digits.
    #[must_use]
    pub fn shown(self, typed: &str) -> String {
        if self != Self::Phone {
            return typed.to_owned();
        }
        let ending: Vec<char> = typed.chars().rev().filter(char::is_ascii_digit).take(2).collect();
        format!("··{}", ending.into_iter().rev().collect::<String>())
    }

    /// Whether an id is a message's, in or out.
    #[must_use]
    pub fn is_message(id: &str) -> bool {
        id.starts_with("msg_") || id.starts_with("mrq_")
    }
}

fn is_phone(typed: &str) -> bool {
    let plain: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let digits = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
    digits.is_some_and(|d| (6..=15).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_and_a_phone_is_never_shown() {
        let sid = format!("SM{:032x}", 7);
        for (typed, key) in [
            ("+33 6 00 00 00 17", Key::Phone),
            ("0033600000017", Key::Phone),
            (sid.as_str(), Key::Asked),
            ("A12@lse_01", Key::Asked),
            ("63016", Key::Asked),
            ("no_template", Key::Asked),
            ("VF-0001", Key::Told),
            ("ord_01k4x", Key::Told),
            ("0f5c1a2b-3c4d", Key::Told),
        ] {
            assert_eq!(Key::of(typed), key, "{typed}");
        }
        assert_eq!(Key::Phone.shown("+33 6 00 00 00 17"), "··17");
        assert_eq!(Key::Told.shown("VF-0001"), "VF-0001");
    }
}
