//! Slugs: the shop's word in URLs, unique on the whole platform.

/// Shortest slug.
pub const MIN: usize = 3;
/// Longest slug.
pub const MAX: usize = 60;

/// Reads a slug that a person chose; the error is the code of a field error.
///
/// # Errors
/// `slug_wrong` for anything but 3 to 60 lower-case letters and digits with single hyphens between them.
pub fn parse(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let words = text
        .split('-')
        .all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if words && (MIN..=MAX).contains(&text.len()) { Ok(text.to_owned()) } else { Err("slug_wrong") }
}

/// Makes a slug of a name in any script, with a suffix when the plain one is taken.
#[must_use]
pub fn from_name(name: &str, suffix: &str) -> String {
    let room = MAX.saturating_sub(suffix.len() + 1);
    let mut base: String = slug::slugify(name).chars().take(room).collect();
    base.truncate(base.trim_end_matches('-').len());
    if base.len() < MIN {
        base = if base.is_empty() { "souk".into() } else { format!("souk-{base}") };
    }
    if suffix.is_empty() { base } else { format!("{base}-{suffix}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_become_valid_slugs() {
        assert_eq!(from_name("Épicerie d'Amina", ""), "epicerie-d-amina");
        for name in ["سوق أمينة", "!!", "a", "", &"é ".repeat(80), "日本"] {
            for suffix in ["", "x7k2"] {
                let made = from_name(name, suffix);
                assert_eq!(parse(&made), Ok(made.clone()), "{name:?}");
            }
        }
    }

    #[test]
    fn chosen_slugs_are_checked() {
        for text in ["ab", "Amina", "a--b", "-ab", "ab-", "a_b", "é", &"a".repeat(61)] {
            assert_eq!(parse(text), Err("slug_wrong"), "{text}");
        }
        assert_eq!(parse(" chez-amina-2 ").unwrap(), "chez-amina-2");
    }
}
