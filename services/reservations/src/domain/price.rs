//! What the letters of a code cost, and which labels are printed.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use souk_events::Currency;
use souk_kit::FieldError;
use utoipa::ToSchema;

use super::{
    code::Code,
    grammar::{shelf::LabelRange, text::is_letters},
};

/// The largest price, in minor units.
const PRICE_MAX: i64 = 100_000_000_000;
/// The most entries of a grid, and the most ranges of labels.
const MOST: usize = 200;
/// The largest number of a code.
const NUMBER_MAX: u16 = 9_999;

/// What a code costs by its letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterPrice {
    /// One to four letters, as codes begin.
    #[schema(pattern = "^[A-Za-z]{1,4}$", example = "A")]
    pub letters: String,
    /// In minor units, above zero.
    #[schema(minimum = 1, example = 1500)]
    pub amount: i64,
}

/// The prices of a merchant's letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceGrid {
    /// Of all amounts, ISO 4217. A store that sells in another currency does not use them.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    pub currency: String,
    /// Each letter once.
    #[schema(max_items = 200)]
    pub prices: Vec<LetterPrice>,
}

/// Labels that are printed: the same letters from one number to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintedLabels {
    /// One to four letters, as codes begin.
    #[schema(pattern = "^[A-Za-z]{1,4}$", example = "A")]
    pub letters: String,
    /// First number.
    #[schema(minimum = 0, maximum = 9999, example = 1)]
    pub from: u16,
    /// Last number.
    #[schema(minimum = 0, maximum = 9999, example = 100)]
    pub to: u16,
}

/// The labels that a merchant has printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelRanges {
    /// In any order; they may overlap.
    #[schema(max_items = 200)]
    pub ranges: Vec<PrintedLabels>,
}

impl Default for PriceGrid {
    fn default() -> Self {
        Self { currency: Currency::EUR.to_string(), prices: Vec::new() }
    }
}

impl PriceGrid {
    /// Checks and tidies: capital letters, in order.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn check(mut self) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        if self.currency.parse::<Currency>().is_err() {
            wrong.push(FieldError::new("/currency", "currency_wrong"));
        }
        if self.prices.len() > MOST {
            wrong.push(FieldError::new("/prices", "too_many"));
        }
        let mut seen = BTreeSet::new();
        for (at, price) in self.prices.iter_mut().enumerate() {
            price.letters = price.letters.trim().to_ascii_uppercase();
            let pointer = format!("/prices/{at}/letters");
            if !is_letters(&price.letters) {
                wrong.push(FieldError::new(pointer, "letters_wrong"));
            } else if !seen.insert(price.letters.clone()) {
                wrong.push(FieldError::new(pointer, "letters_twice"));
            }
            if !(1..=PRICE_MAX).contains(&price.amount) {
                wrong.push(FieldError::new(format!("/prices/{at}/amount"), "amount_range"));
            }
        }
        self.prices.sort_by(|a, b| a.letters.cmp(&b.letters));
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }

    /// The price of a code in a currency: that of the longest letters it begins with.
    #[must_use]
    pub fn of(&self, code: &Code, currency: Currency) -> Option<i64> {
        let fits = self.usable(currency).filter(|price| code.prefix().starts_with(price.letters.as_str()));
        fits.max_by_key(|price| price.letters.len()).map(|price| price.amount)
    }

    /// The letters that have a price in a currency.
    #[must_use]
    pub fn letters(&self, currency: Currency) -> BTreeSet<String> {
        self.usable(currency).map(|price| price.letters.clone()).collect()
    }

    /// The grid with these prices put in, in a currency; prices in another one are dropped.
    #[must_use]
    pub fn with(&self, prices: &[(String, i64)], currency: Currency) -> Self {
        let mut all: BTreeMap<String, i64> =
            self.usable(currency).map(|price| (price.letters.clone(), price.amount)).collect();
        all.extend(prices.iter().cloned());
        let prices = all.into_iter().map(|(letters, amount)| LetterPrice { letters, amount }).collect();
        Self { currency: currency.to_string(), prices }
    }

    fn usable(&self, currency: Currency) -> impl Iterator<Item = &LetterPrice> {
        self.prices.iter().filter(move |_| self.currency == currency.code())
    }
}

impl LabelRanges {
    /// Checks and tidies: capital letters.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn check(mut self) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        if self.ranges.len() > MOST {
            wrong.push(FieldError::new("/ranges", "too_many"));
        }
        for (at, range) in self.ranges.iter_mut().enumerate() {
            range.letters = range.letters.trim().to_ascii_uppercase();
            if !is_letters(&range.letters) {
                wrong.push(FieldError::new(format!("/ranges/{at}/letters"), "letters_wrong"));
            }
            if range.from > range.to || range.to > NUMBER_MAX {
                wrong.push(FieldError::new(format!("/ranges/{at}/to"), "range_wrong"));
            }
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }

    /// As messages are read against them.
    #[must_use]
    pub fn labels(&self) -> Vec<LabelRange> {
        let label = |r: &PrintedLabels| LabelRange { prefix: r.letters.clone(), first: r.from, last: r.to };
        self.ranges.iter().map(label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(prices: &[(&str, i64)]) -> PriceGrid {
        let price =
            |(letters, amount): &(&str, i64)| LetterPrice { letters: (*letters).into(), amount: *amount };
        PriceGrid { currency: "EUR".into(), prices: prices.iter().map(price).collect() }
    }

    #[test]
    fn the_longest_letters_decide() {
        let grid = grid(&[("A", 1500), ("AB", 3000)]);
        let of = |text: &str| grid.of(&text.parse().unwrap(), Currency::EUR);
        assert_eq!([of("A3"), of("AB3"), of("ABC3"), of("Z9")], [Some(1500), Some(3000), Some(3000), None]);
        assert_eq!(grid.of(&"A3".parse().unwrap(), "XOF".parse().unwrap()), None);
    }

    #[test]
    fn new_prices_replace_and_join_the_old() {
        let grid = grid(&[("A", 1500)]).with(&[("A".into(), 1800), ("B".into(), 2500)], Currency::EUR);
        assert_eq!(grid, self::grid(&[("A", 1800), ("B", 2500)]));
        assert_eq!(grid.with(&[("C".into(), 9)], "XOF".parse().unwrap()).prices.len(), 1);
    }

    #[test]
    fn what_is_wrong_in_a_grid_is_named() {
        let wrong = grid(&[("a", 1), ("A", 0), ("A1", 5)]).check().unwrap_err();
        let named: Vec<(&str, &str)> = wrong.iter().map(|e| (e.pointer.as_str(), &*e.code)).collect();
        assert_eq!(
            named,
            [
                ("/prices/1/letters", "letters_twice"),
                ("/prices/1/amount", "amount_range"),
                ("/prices/2/letters", "letters_wrong"),
            ]
        );
        assert_eq!(grid(&[("b", 2), ("a", 1)]).check(), Ok(grid(&[("A", 1), ("B", 2)])));
    }

    #[test]
    fn labels_are_letters_and_two_numbers() {
        let range = |letters: &str, from, to| PrintedLabels { letters: letters.into(), from, to };
        let ranges = LabelRanges { ranges: vec![range("a", 1, 100), range("", 5, 4), range("B", 1, 10_000)] };
        let wrong = ranges.check().unwrap_err();
        let named: Vec<&str> = wrong.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(named, ["/ranges/1/letters", "/ranges/1/to", "/ranges/2/to"]);
        let fine = LabelRanges { ranges: vec![range("a", 1, 100)] }.check().unwrap();
        assert_eq!(fine.labels(), [LabelRange { prefix: "A".into(), first: 1, last: 100 }]);
    }
}
