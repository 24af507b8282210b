//! E-mail addresses: read once at the edge, compared without regard to case.
use std::str::FromStr;

use email_address::{EmailAddress, Options};

/// An address in its normal form: trimmed, lower case.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads what a person typed; none when it is no address with a full domain.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let normal = text.trim().to_lowercase();
        let rules = Options::default().with_required_tld().without_domain_literal().without_display_text();
        let plain =
            normal.len() <= 254 && !normal.contains(|c: char| c.is_control() || c == '"' || c == '\\');
        (plain && EmailAddress::parse_with_options(&normal, rules).is_ok()).then_some(Self(normal))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// Whether a comma-separated list names it.
    #[must_use]
    pub fn is_in(&self, list: &str) -> bool {
        list.split(',').filter_map(Self::parse).any(|other| other == *self)
    }
}

impl FromStr for Email {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or("not an e-mail address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_do_not_make_another_address() {
        assert_eq!(Email::parse("  Amina@Example.COM ").unwrap().as_str(), "amina@example.com");
        assert_eq!(Email::parse("a.b+c@example.com").unwrap().local(), "a.b+c");
    }

    #[test]
    fn what_is_no_full_address_is_refused() {
        let long = format!("{}@example.com", "a".repeat(250));
        for text in [
            "",
            "amina",
            "a@b",
            "a@@b.c",
            "a b@c.d",
            "a@b.c\0",
            "\"a\"@b.c",
            "A <a@b.c>",
            "a@[1.2.3.4]",
            &long,
        ] {
            assert!(Email::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn lists_are_read_like_people_write_them() {
        let amina = Email::parse("amina@example.com").unwrap();
        assert!(amina.is_in("x@y.z, Amina@example.com"));
        assert!(!amina.is_in(""));
    }
}
