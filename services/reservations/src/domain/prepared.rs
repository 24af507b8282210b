//! An article prepared for any live, as somebody typed it or a table has it: code, price, quantity, sizes, name (FR15).
use souk_events::{Currency, Money};
use souk_kit::{FieldError, line};

use super::{code::Code, grammar::intent::Units};

/// Most pieces of one article.
const MOST: u32 = 9_999;
/// Longest name of an article, and most sizes.
const NAME: usize = 60;
const SIZES: usize = 20;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed<'a> {
    /// `S01`
    pub code: &'a str,
    /// `12,50`; empty: what its letters cost.
    pub price: &'a str,
    /// `20`; empty where each size has its own.
    pub quantity: &'a str,
    /// `S, M, L` or `S:5 M:10`; may be empty.
    pub sizes: &'a str,
    /// May be empty.
    pub label: &'a str,
}

/// What it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// In its one form.
    pub code: Code,
    /// As it was written, in capital letters.
    pub shown: String,
    /// Minor units; none: what its letters cost.
    pub price: Option<i64>,
    /// How many, of which sizes.
    pub units: Units,
    /// Empty, or a name.
    pub label: String,
}

impl Typed<'_> {
    /// Reads it, with amounts in a currency.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn read(&self, currency: Currency) -> Result<Prepared, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let code =
            self.code.trim().parse::<Code>().map_err(|_| wrong.push(FieldError::new("/code", "code_wrong")));
        let price = match self.price.trim() {
            "" => Ok(None),
            text => Money::parse_decimal(text, currency)
                .ok()
                .filter(|money| money.amount > 0)
                .map(|m| Some(m.amount))
                .ok_or(()),
        };
        let price = price.map_err(|()| wrong.push(FieldError::new("/price", "amount_range")));
        let label =
            line::optional(self.label, NAME).map_err(|code| wrong.push(FieldError::new("/label", code)));
        let units = self.units().map_err(|error| wrong.push(error));
        match (code, price, label, units) {
            (Ok(code), Ok(price), Ok(label), Ok(units)) => {
                let shown = code.written_in(self.code);
                Ok(Prepared { code, shown, price, units, label })
            }
            _ => Err(wrong),
        }
    }

    fn units(&self) -> Result<Units, FieldError> {
        let bad = || FieldError::new("/sizes", "sizes_wrong");
        let words: Vec<&str> =
            self.sizes.split([',', ';', ' ', '/']).filter(|word| !word.is_empty()).collect();
        if words.len() > SIZES {
            return Err(bad());
        }
        if words.iter().any(|word| word.contains(':')) {
            let mut each = Vec::new();
            for word in words {
                let (name, count) = word.split_once(':').ok_or_else(bad)?;
                let count: u32 = count.parse().ok().filter(|n| *n <= MOST).ok_or_else(bad)?;
                each.push((size(name).ok_or_else(bad)?, count));
            }
            let sum: u32 = each.iter().map(|(_, n)| *n).sum();
            let names: std::collections::BTreeSet<&String> = each.iter().map(|(name, _)| name).collect();
            if names.len() < each.len() || !(1..=MOST).contains(&sum) {
                return Err(bad());
            }
            return Ok(Units::PerSize(each));
        }
        let quantity: u32 = self.quantity.trim().parse().unwrap_or_default();
        if !(1..=MOST).contains(&quantity) {
            return Err(FieldError::new("/quantity", "number_range"));
        }
        let sizes = words.into_iter().map(size).collect::<Option<Vec<_>>>().ok_or_else(bad)?;
        Ok(Units::Pooled { quantity, sizes })
    }
}

/// A size in capital letters.
fn size(word: &str) -> Option<String> {
    let fine = (1..=6).contains(&word.chars().count()) && word.chars().all(char::is_alphanumeric);
    fine.then(|| word.to_uppercase())
}

/// The lines of a table, each with its number; a first line without a code is its head and left out.
pub fn lines(table: &str) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let rows = table.trim_start_matches('\u{feff}').lines().enumerate();
    rows.filter(|(_, row)| !row.trim().is_empty()).filter_map(|(at, row)| {
        let sign = if row.contains(';') {
            ';'
        } else if row.contains('\t') {
            '\t'
        } else {
            ','
        };
        let cells: Vec<String> = row
            .split(sign)
            .map(|cell| cell.trim().trim_matches('"').trim_start_matches('\'').to_owned())
            .collect();
        let head = at == 0 && cells.first().is_none_or(|cell| cell.parse::<Code>().is_err());
        (!head).then_some((at + 1, cells))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed<'a>(code: &'a str, price: &'a str, quantity: &'a str, sizes: &'a str) -> Typed<'a> {
        Typed { code, price, quantity, sizes, label: "" }
    }

    #[test]
    fn pooled_and_counted_sizes_are_told_apart() {
        let read = |t: Typed<'_>| t.read(Currency::EUR).unwrap();
        let pooled = read(typed("s 01", "12,50", "20", "s, M"));
        assert_eq!((pooled.code.to_string(), pooled.price), ("S1".into(), Some(1250)));
        assert_eq!(pooled.units, Units::Pooled { quantity: 20, sizes: vec!["S".into(), "M".into()] });
        let each = read(typed("S2", "", "", "S:5 M:10"));
        assert_eq!(each.units, Units::PerSize(vec![("S".into(), 5), ("M".into(), 10)]));
    }

    #[test]
    fn everything_wrong_is_named() {
        let wrong = typed("12", "0", "0", "").read(Currency::EUR).unwrap_err();
        let named: Vec<&str> = wrong.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(named, ["/code", "/price", "/quantity"]);
        let wrong = typed("A1", "5", "", "S:5 S:3").read(Currency::EUR).unwrap_err();
        assert_eq!(wrong.first().map(|e| e.pointer.as_str()), Some("/sizes"));
    }

    #[test]
    fn a_table_may_have_a_head_and_any_usual_sign() {
        let table = "\u{feff}code;prix;quantité\nS01;12,5;3\n\nS02,9,1\n\"S03\"\t4\t2";
        let rows: Vec<_> = lines(table).collect();
        assert_eq!(rows.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [2, 4, 5]);
        assert_eq!(rows.last().map(|(_, cells)| cells.join("|")), Some("S03|4|2".into()));
    }
}
