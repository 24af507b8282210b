//! What a tenant sells at this moment, as far as reading a message needs it.
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::code::Code;

/// What happens to a code that the seller did not announce.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownCodes {
    /// Refused.
    Strict,
    /// Taken inside the ranges of printed labels.
    #[default]
    Labels,
    /// Taken when its letters have a price.
    Open,
}

/// Printed labels: these letters from one number to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRange {
    /// The letters.
    pub prefix: String,
    /// First number.
    pub first: u16,
    /// Last number, not below the first.
    pub last: u16,
}

/// What is known of a code that is for sale or prepared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// In capital letters; empty: no sizes.
    pub sizes: Vec<String>,
    /// A picture is with it.
    pub has_photo: bool,
}

/// Codes that are for sale or prepared, and codes that may be made.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// What is there.
    pub codes: BTreeMap<Code, Listing>,
    /// Letters with a price.
    pub priced: BTreeSet<String>,
    /// Printed labels.
    pub labels: Vec<LabelRange>,
    /// What happens to other codes.
    pub unknown: UnknownCodes,
}

impl Shelf {
    /// A customer may have it: it is there, or may be made at its letters' price.
    pub fn accepts(&self, code: &Code) -> bool {
        self.codes.contains_key(code) || self.may_be_made(code)
    }

    /// Not there, but its label is printed (or any code will do) and its letters have a price.
    pub fn may_be_made(&self, code: &Code) -> bool {
        let allowed = match self.unknown {
            UnknownCodes::Strict => false,
            UnknownCodes::Labels => self.labels.iter().any(|r| r.holds(code)),
            UnknownCodes::Open => true,
        };
        allowed && self.has_price(code)
    }

    /// These letters mean something in this shop.
    pub fn knows(&self, prefix: &str) -> bool {
        self.priced.contains(prefix)
            || self.labels.iter().any(|r| r.prefix == prefix)
            || self.codes.keys().any(|code| code.prefix() == prefix)
    }

    /// The sizes of a code that is there.
    pub fn sizes(&self, code: &Code) -> &[String] {
        self.codes.get(code).map_or(&[], |listing| &listing.sizes)
    }

    fn has_price(&self, code: &Code) -> bool {
        self.priced.iter().any(|letters| code.prefix().starts_with(letters.as_str()))
    }
}

impl LabelRange {
    /// The code's label is among them.
    pub fn holds(&self, code: &Code) -> bool {
        self.prefix == code.prefix() && (self.first..=self.last).contains(&code.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(unknown: UnknownCodes) -> Shelf {
        Shelf {
            codes: BTreeMap::from([("Z9".parse().unwrap(), Listing::default())]),
            priced: BTreeSet::from(["A".into()]),
            labels: vec![
                LabelRange { prefix: "A".into(), first: 1, last: 100 },
                LabelRange { prefix: "B".into(), first: 1, last: 100 },
            ],
            unknown,
        }
    }

    fn accepted(unknown: UnknownCodes) -> Vec<&'static str> {
        let shelf = shelf(unknown);
        ["Z9", "A1", "A100", "A101", "AB3", "B5", "Z8"]
            .into_iter()
            .filter(|c| shelf.accepts(&c.parse().unwrap()))
            .collect()
    }

    #[test]
    fn unannounced_codes_need_a_label_and_a_price() {
        assert_eq!(accepted(UnknownCodes::Strict), ["Z9"]);
        assert_eq!(accepted(UnknownCodes::Labels), ["Z9", "A1", "A100"]);
        assert_eq!(accepted(UnknownCodes::Open), ["Z9", "A1", "A100", "A101", "AB3"]);
    }

    #[test]
    fn letters_are_known_by_price_label_or_article() {
        let shelf = shelf(UnknownCodes::Labels);
        assert!(["A", "B", "Z"].iter().all(|letters| shelf.knows(letters)));
        assert!(!shelf.knows("RUE"));
    }
}
