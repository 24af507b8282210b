//! Codes with their quantities and sizes, found among other words.
use super::{
    intent::Wish,
    shelf::Shelf,
    text::{is_letters, is_number},
    vocabulary as v,
};
use crate::domain::code::Code;

/// Codes taken from one message.
const MOST_CODES: usize = 5;
/// The largest number behind a code that is a quantity without a sign of times.
const MOST_BARE: u16 = 20;
/// The largest quantity of one wish.
const MOST_UNITS: u16 = 999;

/// What was found in the words of a message.
#[derive(Debug, Default)]
pub struct Found {
    /// Codes that may be had, in order, each code and size once.
    pub wishes: Vec<Wish>,
    /// Codes with known letters that may not be had.
    pub missing: Vec<Code>,
    /// A word with the shape of a code whose letters nobody knows, as it was typed.
    pub strange: Option<String>,
    /// Words that are neither codes, quantities, sizes nor polite.
    pub others: usize,
    /// One of the words asks for price or stock.
    pub asks: bool,
    /// A code was put together from two words.
    pub spaced: bool,
}

impl Found {
    /// The codes, each once.
    pub fn codes(&self) -> Vec<Code> {
        let mut codes: Vec<Code> = self.wishes.iter().map(|wish| wish.code.clone()).collect();
        codes.dedup();
        codes
    }
}

/// Looks for codes.
pub fn find(words: &[String], shelf: &Shelf) -> Found {
    let mut finder = Finder { shelf, found: Found::default(), before: None, open: false };
    let mut rest = words;
    while let Some((word, after)) = rest.split_first() {
        let taken = finder.take(word, after.first().map(String::as_str));
        rest = after.get(taken..).unwrap_or_default();
    }
    finder.found.wishes.truncate(MOST_CODES);
    finder.found
}

struct Finder<'a> {
    shelf: &'a Shelf,
    found: Found,
    /// A quantity that was named before its code.
    before: Option<u16>,
    /// The last word belonged to a wish, so that a size or quantity may follow.
    open: bool,
}

impl Finder<'_> {
    /// Takes a word; says how many of the following words went with it.
    fn take(&mut self, word: &str, next: Option<&str>) -> usize {
        if let Some(code) = self.code(word) {
            self.wish(code);
            return 0;
        }
        if let Some(taken) = self.times(word, next).or_else(|| self.size(word, next)) {
            return taken;
        }
        if let Some(code) = self.in_two(word, next) {
            self.found.spaced = true;
            self.wish(code);
            return 1;
        }
        if self.number(word, next) {
            return 0;
        }
        self.open = false;
        if v::ASKS.contains(&word) {
            self.found.asks = true;
        } else if !v::FILLERS.contains(&word) {
            self.other(word, next);
        }
        0
    }

    /// A code in one word that may be had, also with a letter for a digit.
    fn code(&self, word: &str) -> Option<Code> {
        if self.names_size(word) {
            return None;
        }
        let read =
            Code::read(word).filter(|code| self.shelf.knows(code.prefix()) && self.shelf.accepts(code));
        read.or_else(|| {
            let has_digit = word.bytes().any(|b| b.is_ascii_digit());
            let mut repaired = Code::repaired(word).into_iter();
            repaired.find(|code| has_digit && self.shelf.knows(code.prefix()) && self.shelf.accepts(code))
        })
    }

    /// `T38` behind an article that has a size 38.
    fn names_size(&self, word: &str) -> bool {
        let sizes = self.sizes();
        let bare = word.strip_prefix('T').unwrap_or(word);
        self.open && sizes.iter().any(|size| size == word || size == bare)
    }

    fn sizes(&self) -> &[String] {
        self.found.wishes.last().map_or(&[], |wish| self.shelf.sizes(&wish.code))
    }

    /// `X2`, `2X`, or `X` and a number.
    fn times(&mut self, word: &str, next: Option<&str>) -> Option<usize> {
        if word == "X"
            && let Some(quantity) = next.and_then(quantity_of)
        {
            self.quantity(quantity);
            return Some(1);
        }
        let digits = word.strip_prefix('X').or_else(|| word.strip_suffix('X'))?;
        self.quantity(quantity_of(digits)?);
        Some(0)
    }

    fn quantity(&mut self, quantity: u16) {
        match self.found.wishes.last_mut().filter(|_| self.open) {
            Some(wish) => wish.quantity = quantity,
            None => self.before = Some(quantity),
        }
    }

    /// A size behind a code, with or without the word for it.
    fn size(&mut self, word: &str, next: Option<&str>) -> Option<usize> {
        let fits = |size: &str, sizes: &[String]| v::SIZES.contains(&size) || sizes.iter().any(|s| s == size);
        let behind = next.filter(|_| v::SIZE.contains(&word));
        let sizes = self.sizes();
        let bare = word.strip_prefix('T').filter(|size| is_number(size) || v::SIZES.contains(size));
        let (size, taken) = match behind {
            Some(size) if fits(size, sizes) || (sizes.is_empty() && word != "EN" && is_two_digits(size)) => {
                (size, 1)
            }
            _ if self.open && fits(word, sizes) => (word, 0),
            _ => (bare.filter(|size| self.open && (fits(size, sizes) || is_two_digits(size)))?, 0),
        };
        let size = size.to_owned();
        let wish = self.found.wishes.last_mut()?;
        wish.size = Some(size);
        self.open = true;
        Some(taken)
    }

    /// Letters and a number in two words that are a code which may be had.
    fn in_two(&self, word: &str, next: Option<&str>) -> Option<Code> {
        let code = joined(word, next?)?;
        (self.shelf.knows(code.prefix()) && self.shelf.accepts(&code)).then_some(code)
    }

    /// A bare number: a quantity beside a code. Not one of several, nor with a zero in front: that is a telephone.
    fn number(&mut self, word: &str, next: Option<&str>) -> bool {
        let one = !word.starts_with('0') && !next.is_some_and(is_number);
        let Some(quantity) = quantity_of(word).filter(|n| *n <= MOST_BARE && one) else { return false };
        let code_follows = next.is_some_and(|next| self.code(next).is_some());
        if !self.open && !code_follows {
            return false;
        }
        self.quantity(quantity);
        true
    }

    fn wish(&mut self, code: Code) {
        let quantity = self.before.take().unwrap_or(1);
        self.open = true;
        let again = self.found.wishes.iter().position(|wish| wish.code == code && wish.size.is_none());
        match again {
            Some(at) => {
                let mut wish = self.found.wishes.remove(at);
                wish.quantity = wish.quantity.max(quantity);
                self.found.wishes.push(wish);
            }
            None => self.found.wishes.push(Wish { code, quantity, size: None }),
        }
    }

    fn other(&mut self, word: &str, next: Option<&str>) {
        match Code::read(word) {
            Some(code) if self.shelf.knows(code.prefix()) => self.found.missing.push(code),
            _ if looks_like_code(word) => self.found.strange = Some(word.to_owned()),
            _ => {
                self.found.others += 1;
                if let Some(code) = next.and_then(|next| joined(word, next)) {
                    self.found.strange = Some(code.to_string());
                }
            }
        }
    }
}

/// A letter first, at least one digit, nothing but Latin letters and digits.
fn looks_like_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() <= 10
        && bytes.first().is_some_and(u8::is_ascii_uppercase)
        && bytes.iter().any(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
}

fn joined(letters: &str, number: &str) -> Option<Code> {
    (is_letters(letters) && is_number(number)).then(|| Code::read(&format!("{letters}{number}"))).flatten()
}

fn quantity_of(digits: &str) -> Option<u16> {
    let number: u16 = is_number(digits).then(|| digits.parse().ok()).flatten()?;
    Some(number.clamp(1, MOST_UNITS))
}

fn is_two_digits(word: &str) -> bool {
    word.len() == 2 && is_number(word)
}
