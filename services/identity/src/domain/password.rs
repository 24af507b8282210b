//! The password policy: long enough, bounded, and not what everybody tries first.
use super::email::Email;

/// Shortest password, in characters.
pub const MIN: usize = 10;
/// Longest password, in characters.
pub const MAX: usize = 128;

/// The most tried passwords of ten and more characters, and the words this platform invites.
const OBVIOUS: &[&str] = &[
    "1234567890",
    "0123456789",
    "0987654321",
    "9876543210",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "qwertyuiop",
    "azertyuiop",
    "qwerty12345",
    "azerty12345",
    "qwerty123456",
    "azerty123456",
    "password12",
    "password123",
    "password1234",
    "password12345",
    "passw0rd123",
    "motdepasse",
    "motdepasse1",
    "motdepasse123",
    "contrasena123",
    "contraseña",
    "palavrapasse",
    "changeme123",
    "letmein123",
    "welcome123",
    "bienvenue123",
    "iloveyou123",
    "jetaime123",
    "administrator",
    "admin12345",
    "football123",
    "superman123",
    "dragon12345",
    "abcdefghij",
    "abcdefghijk",
    "abc123456789",
    "souksouksouk",
    "souk123456",
    "marketplace",
];

/// Why a password is refused; the code of a field error.
#[must_use]
pub fn refuse(password: &str, email: &Email) -> Option<&'static str> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let mut kinds: Vec<char> = lower.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    if length < MIN {
        Some("password_short")
    } else if length > MAX || password.contains('\0') {
        Some("password_long")
    } else if email.local().len() >= 3 && lower.contains(email.local()) {
        Some("password_contains_email")
    } else if kinds.len() < 4 || OBVIOUS.contains(&lower.as_str()) {
        Some("password_common")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Option<&'static str> {
        refuse(password, &Email::parse("amina.b@example.com").unwrap())
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(check("court"), Some("password_short"));
        assert_eq!(check("épicéas ôté"), None);
        assert_eq!(check(&"ab1!".repeat(32)), None);
        assert_eq!(check(&"ab1!".repeat(33)), Some("password_long"));
    }

    #[test]
    fn the_obvious_is_refused() {
        assert_eq!(check("Password123"), Some("password_common"));
        assert_eq!(check("aaaaaaaaaaaa"), Some("password_common"));
        assert_eq!(check("xxAMINA.B2026"), Some("password_contains_email"));
        assert_eq!(check("correct horse battery"), None);
    }
}
