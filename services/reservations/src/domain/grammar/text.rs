//! Typed text made plain: capital letters without accents, Latin digits, one word after the other.
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// What people write for times.
pub const TIMES: [char; 4] = ['×', '*', '✕', '✖'];

/// Capital letters, no accents, Latin digits, a word of its own beginning with `X` for all signs of times.
/// Spaces and other signs stay.
pub fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c) && !is_silent(*c));
    let plain: String = plain.map(narrow).flat_map(char::to_uppercase).map(meant).collect();
    plain.replace(TIMES, " X")
}

/// A wide letter or sign as its narrow one.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Signs that are not seen: the stroke that widens Arabic words, joiners, marks of direction, skin tones.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{FEFF}')
}

fn meant(c: char) -> char {
    match c {
        '\u{0660}'..='\u{0669}' => digit(c, 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(c, 0x06F0),
        '’' | '‘' | '`' | '´' => '\'',
        '؟' => '?',
        '،' => ',',
        other => other,
    }
}

fn digit(c: char, zero: u32) -> char {
    u32::from(c).checked_sub(zero).and_then(|n| char::from_digit(n, 10)).unwrap_or(c)
}

/// The words of a folded text. What stands between a letter and a digit in one word (`A-12`) is dropped,
/// a letter before an apostrophe (`l'A12`) too; everything else that is neither letter nor digit ends a word.
/// Nods and ticks are words.
pub fn words(folded: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            found.push(std::mem::take(word));
        }
    };
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() {
            word.push(c);
        } else if c == '\'' && word.chars().count() == 1 && !is_number(&word) {
            word.clear();
        } else if matches!(c, '👍' | '✅' | '👌' | '❌' | '👎') {
            end(&mut word);
            word.push(c);
            end(&mut word);
        } else if !(matches!(c, '-' | '_' | '.' | '#') && next_is_digit && is_letters(&word)) {
            end(&mut word);
        }
    }
    end(&mut word);
    found
}

/// One to four Latin letters and nothing else: what a code may begin with.
pub fn is_letters(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Digits and nothing else.
pub fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        words(&folded(text))
    }

    #[test]
    fn case_accents_width_and_digits_do_not_matter() {
        assert_eq!(folded("Données ２×٣ ＃Ａ"), "DONNEES 2 X3 #A");
        assert_eq!(folded("إلغـاء"), folded("الغاء"));
    }

    #[test]
    fn codes_stay_whole_and_sentences_fall_apart() {
        assert_eq!(split("je veux a-12, B.7; #c_3"), ["JE", "VEUX", "A12", "B7", "C3"]);
        assert_eq!(split("l'A12 svp."), ["A12", "SVP"]);
        assert_eq!(split("A 12"), ["A", "12"]);
        assert_eq!(split("👍🏽"), ["👍"]);
        assert_eq!(split("12-14"), ["12", "14"]);
    }
}
