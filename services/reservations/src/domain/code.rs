//! Codes of articles: letters and a number, whatever way they are typed.
use std::{fmt, str::FromStr};

/// A code in its one form: `A7` for `A07`, `a 7` and `#A-07`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    prefix: String,
    number: u16,
}

/// One to four letters and one to four digits were expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected one to four letters and one to four digits")]
pub struct CodeError;

/// How many letters, and how many digits, a code has at most.
const LONGEST: usize = 4;

/// What may stand between the letters and the digits.
const SEPARATORS: [char; 6] = [' ', '-', '_', '.', '#', '\u{a0}'];

impl Code {
    /// The letters.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The number.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// From a folded word (capital letters, plain digits): separators and leading zeros do not matter.
    pub fn read(word: &str) -> Option<Self> {
        let plain: String = word.chars().filter(|c| !SEPARATORS.contains(c)).collect();
        let letters = plain.chars().take_while(char::is_ascii_uppercase).count();
        let (prefix, digits) = plain.split_at_checked(letters)?;
        Self::of(prefix, digits)
    }

    /// From a folded word in which a letter was typed for a digit: `AO7` is `A07`, `AI2` is `A12`.
    /// All ways to read it, the one with the longest prefix first.
    pub fn repaired(word: &str) -> Vec<Self> {
        let plain: String = word.chars().filter(|c| !SEPARATORS.contains(c)).collect();
        if !plain.is_ascii() || plain.len() > 2 * LONGEST {
            return Vec::new();
        }
        let cuts = (1..plain.len().min(LONGEST + 1)).rev();
        cuts.filter_map(|cut| {
            let (prefix, rest) = plain.split_at_checked(cut)?;
            let digits: String = rest.chars().map(digit_meant).collect();
            (digits != rest).then(|| Self::of(prefix, &digits)).flatten()
        })
        .collect()
    }

    /// How a text writes this code, for people who look for it on a label: `S01` for `S1`. As it is by itself when the
    /// text says it in no plain way.
    #[must_use]
    pub fn written_in(&self, text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        let pairs = words.windows(2).map(|pair| pair.concat());
        let mut tries = words.iter().map(|word| (*word).to_owned()).chain(pairs);
        let is_it = |word: &String| word.is_ascii() && word.parse().is_ok_and(|code: Self| code == *self);
        tries
            .find(is_it)
            .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase())
            .unwrap_or_else(|| self.to_string())
    }

    fn of(prefix: &str, digits: &str) -> Option<Self> {
        let letters = (1..=LONGEST).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_uppercase());
        let numbers = (1..=LONGEST).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse().ok()?;
        (letters && numbers).then(|| Self { prefix: prefix.to_owned(), number })
    }

    /// Known codes that somebody may have meant with `typed`, at most three; never taken without asking.
    /// Letters after the number are dropped first, then one slip of a finger is allowed.
    pub fn near<'a>(typed: &str, known: impl Iterator<Item = &'a Code>) -> Vec<Code> {
        let trimmed = typed.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let cut = (trimmed != typed).then(|| Self::read(trimmed)).flatten();
        let plain = Self::read(typed).map_or_else(|| typed.to_owned(), |code| code.to_string());
        let mut found = Vec::new();
        for code in known {
            if cut.as_ref() == Some(code) {
                found.insert(0, code.clone());
            } else if strsim::osa_distance(&plain, &code.to_string()) == 1 {
                found.push(code.clone());
            }
        }
        found.truncate(3);
        found
    }
}

fn digit_meant(c: char) -> char {
    match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.number)
    }
}

impl FromStr for Code {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::read(&super::grammar::text::folded(text)).ok_or(CodeError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn all_ways_to_write_a_code_are_one_code() {
        for text in ["A7", "A07", "a 7", "#A-07", "Ａ０７", "a_007", "A.7", "à7", "A٧"] {
            assert_eq!(code(text).to_string(), "A7", "{text}");
        }
        assert_eq!(code("Z0001").to_string(), "Z1");
        assert_eq!((code("AB123").prefix(), code("AB123").number()), ("AB", 123));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "A", "12", "21A", "ABCDE1", "A12345", "A12A", "A1B2", "A+1", "é"] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_letter_for_a_digit_is_repaired() {
        assert_eq!(Code::repaired("AO7"), [code("A7")]);
        assert_eq!(Code::repaired("AI2"), [code("A12")]);
        assert_eq!(Code::repaired("SOL"), [code("SO1"), code("S1")]);
        assert_eq!(Code::repaired("A12"), []);
        assert_eq!(Code::repaired("BONJOUR"), []);
    }

    #[test]
    fn near_codes_are_at_most_three_and_the_cut_one_comes_first() {
        let known = ["A1", "A2", "A12", "A13", "B12"].map(code);
        assert_eq!(Code::near("A12A", known.iter())[0], code("A12"));
        assert_eq!(Code::near("AB12", known.iter()), [code("A12"), code("B12")]);
        assert_eq!(Code::near("A21", known.iter()), [code("A1"), code("A2"), code("A12")]);
        assert!(Code::near("ZZ999", known.iter()).is_empty());
    }
}
