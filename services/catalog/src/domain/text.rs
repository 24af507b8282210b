//! Texts as people type them: cleaned, folded for search, turned into addresses.
use souk_kit::FieldError;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Trims a text and refuses what no text should contain.
///
/// # Errors
/// The code of what is wrong: `too_long`, `control_characters`.
pub fn clean(text: &str, max: usize) -> Result<String, &'static str> {
    let text = text.trim();
    if text.chars().count() > max {
        return Err("too_long");
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err("control_characters");
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A cleaned text, or an empty one with what is wrong noted.
pub fn read(
    text: &str,
    max: usize,
    required: bool,
    at: impl Into<String>,
    errors: &mut Vec<FieldError>,
) -> String {
    match clean(text, max) {
        Ok(clean) if required && clean.is_empty() => errors.push(FieldError::new(at, "required")),
        Ok(clean) => return clean,
        Err(code) => errors.push(FieldError::new(at, code)),
    }
    String::new()
}

/// Lower case without accents, with the spellings of Arabic letters levelled: what search compares.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}');
    for c in letters.flat_map(char::to_lowercase) {
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' | 'ی' => out.push('ي'),
            'ک' => out.push('ك'),
            'ة' => out.push('ه'),
            '٠'..='٩' => out.push(digit(c, '٠')),
            '۰'..='۹' => out.push(digit(c, '۰')),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            other => out.push(other),
        }
    }
    out
}

/// The European form of a digit that counts from `zero`.
fn digit(c: char, zero: char) -> char {
    u32::from(c).checked_sub(u32::from(zero)).and_then(|n| char::from_digit(n, 10)).unwrap_or(c)
}

/// A folded word without what varies: a Latin plural, the Arabic article.
fn stem(word: &str) -> &str {
    if let Some(rest) = word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3) {
        return rest;
    }
    match word.strip_suffix(['s', 'x']) {
        Some(stem) if stem.len() >= 3 && word.is_ascii() && !word.bytes().any(|b| b.is_ascii_digit()) => stem,
        _ => word,
    }
}

/// The words of a text, each as search knows it and as it is written.
pub fn tokens(text: &str) -> impl Iterator<Item = (String, &str)> {
    let between = |c: char| !(c.is_alphanumeric() || is_combining_mark(c) || c == '\u{640}');
    text.split(between).flat_map(|written| {
        let folded = fold(written);
        let parts: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty() && part.len() <= 64)
            .map(|part| stem(part).to_owned())
            .collect();
        parts.into_iter().map(move |part| (part, written))
    })
}

/// The words of a text as search knows them: folded, without plural and article.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    tokens(text).map(|(word, _)| word).collect()
}

/// An address part made of a title: lower-case ASCII words joined by hyphens, `produit` when nothing is left.
#[must_use]
pub fn slug(title: &str) -> String {
    let made = slug::slugify(title);
    let mut short: String = made.chars().take(80).collect();
    let last_word = short.rfind('-').filter(|at| made.len() > 80 && *at > 40);
    if let Some(cut) = last_word {
        short.truncate(cut);
    }
    let short = short.trim_matches('-');
    if short.is_empty() { "produit".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_arabic_spellings_fold() {
        assert_eq!(fold("Crème Brûlée à l'ŒUF"), "creme brulee a l'oeuf");
        assert_eq!(fold("أرزّ"), fold("ارز"));
        assert_eq!(words("Tomates cerises, 500 g"), ["tomate", "cerise", "500", "g"]);
        assert_eq!(words("Choux"), ["chou"]);
        assert_eq!(words("الدجاج"), words("دجاج"));
        assert_eq!(fold("Işık ŁÓDŹ ٢٠"), "isik lodz 20");
        assert_eq!(fold("کی"), fold("كي"));
    }

    #[test]
    fn slugs_are_ascii_whatever_the_script() {
        assert_eq!(slug("Pâté de campagne « maison »"), "pate-de-campagne-maison");
        let arabic = slug("طاجين الدجاج");
        assert!(!arabic.is_empty() && arabic.is_ascii() && arabic != "produit", "{arabic}");
        assert_eq!(slug("***"), "produit");
        assert!(slug(&"mot ".repeat(80)).len() <= 80);
    }

    #[test]
    fn control_characters_and_length_are_refused() {
        assert_eq!(clean(" a\u{0}b", 10), Err("control_characters"));
        assert_eq!(clean("abcdef", 3), Err("too_long"));
        assert_eq!(clean("  a\r\nb ", 10).as_deref(), Ok("a\nb"));
    }

    #[test]
    fn every_letter_is_folded_to_the_end() {
        assert_eq!(fold("STRAẞE"), "strasse");
        let once = |c: &char| fold(&c.to_string());
        let again: Vec<char> = ('\0'..=char::MAX).filter(|c| fold(&once(c)) != once(c)).collect();
        assert!(again.is_empty(), "{again:?}");
    }

    proptest::proptest! {
        #[test]
        fn a_slug_is_always_an_address(text in "\\PC{0,200}") {
            let made = slug(&text);
            proptest::prop_assert!(!made.is_empty() && made.len() <= 80);
            proptest::prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,80}") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }
    }
}
