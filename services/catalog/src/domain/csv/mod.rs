//! Import files: from bytes to sound products and named errors. Own format and Shopify's, one reader for both.
mod cell;
mod columns;
mod group;
mod offered;
mod sheet;
pub mod times;
pub mod write;

use serde::{Deserialize, Serialize};
use souk_events::Currency;

use super::product::ProductInput;

/// What is wrong in a line. The code is a text key: `import-<code>` or `field-<code>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Line of the file, the header being 1.
    pub line: i32,
    /// Column as the file names it; empty when it is about the whole line.
    pub field: String,
    /// What is wrong.
    pub code: String,
    /// What stands there.
    pub value: String,
}

/// A sound product of a file, ready to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportProduct {
    /// The merchant's own key.
    pub handle: String,
    /// Line of its first row.
    pub line: i32,
    /// Line of each variant.
    pub lines: Vec<i32>,
    /// The product; each variant's stock is what the file counts.
    pub product: ProductInput,
    /// Shown in the shop; none leaves it as it is (a new one is shown).
    pub published: Option<bool>,
    /// For each variant the stock that the file was written with.
    #[serde(default)]
    pub stock_was: Vec<Option<i64>>,
    /// For each variant from how many units down the merchant is told, none as the store has it; none at all leaves
    /// them as they are.
    #[serde(default)]
    pub low: Option<Vec<Option<i64>>>,
    /// What of its times the file says nothing of.
    #[serde(default)]
    pub unsaid: Unsaid,
    /// The questions it asks, by name; none leaves them as they are.
    #[serde(default)]
    pub modifiers: Option<Vec<String>>,
    /// What is in a bundle; none leaves it as it is.
    #[serde(default)]
    pub parts: Option<Vec<NamedPart>>,
}

/// What a file with some of the columns about times says nothing of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaid {
    /// The days and times.
    pub weekly: bool,
    /// The first date.
    pub from: bool,
    /// The last date.
    pub until: bool,
}

/// A part of a bundle as a file names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPart {
    /// How many of it are in one bundle.
    pub quantity: i64,
    /// The SKU of the variant, or its id.
    pub name: String,
}

/// What a file says of the units of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Nothing, or nothing new.
    Nothing,
    /// So many there are.
    Units(i64),
    /// It was counted from a number that is not there any more.
    Moved,
}

impl ImportProduct {
    /// What the file says of the units of a variant, of which there are so many. A file that was written here says
    /// what there was then: whoever left that alone counts nothing, and who sends it twice counts once.
    #[must_use]
    pub fn counted(&self, variant: usize, on_hand: i64) -> Count {
        let now = self.product.variants.get(variant).and_then(|v| v.stock).unwrap_or(on_hand);
        match self.stock_was.get(variant).copied().flatten() {
            _ if now == on_hand => Count::Nothing,
            Some(was) if now == was => Count::Nothing,
            Some(was) if was != on_hand => Count::Moved,
            _ => Count::Units(now),
        }
    }

    /// The same with the times of the product as it is known, where the file says nothing of them.
    #[must_use]
    pub fn filled(&self, known: &Self) -> Self {
        let mut filled = self.clone();
        let before = known.product.availability.clone().unwrap_or_default();
        if let Some(window) = &mut filled.product.availability {
            if self.unsaid.weekly {
                window.weekly = before.weekly;
            }
            if self.unsaid.from {
                window.from = before.from;
            }
            if self.unsaid.until {
                window.until = before.until;
            }
        }
        filled
    }

    /// Whether it says nothing new about a product, which is as `known` says.
    #[must_use]
    pub fn repeats(&self, known: &Self) -> bool {
        let plain = |of: &Self| {
            let mut product = of.product.clone();
            // What the file does not say stays as it is.
            product.kind = product.kind.filter(|_| self.product.kind.is_some());
            product.every = product.every.filter(|_| self.product.every.is_some());
            product.duration_minutes =
                product.duration_minutes.filter(|_| self.product.duration_minutes.is_some());
            product.availability = product.availability.filter(|_| self.product.availability.is_some());
            product.variants.iter_mut().for_each(|v| (v.id, v.stock) = (None, None));
            product.translations.sort_by_key(|t| t.language.code());
            product.modifier_groups = None;
            product
        };
        let on_hand = known.product.variants.iter().map(|v| v.stock.unwrap_or_default());
        plain(self) == plain(known)
            && on_hand.enumerate().all(|(i, units)| self.counted(i, units) == Count::Nothing)
            && self.published.is_none_or(|on| known.published == Some(on))
            && (self.low.is_none() || self.low == known.low)
            && (self.modifiers.is_none() || self.modifiers == known.modifiers)
            && (self.parts.is_none() || self.parts == known.parts)
    }
}

/// What a file came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The sound products, in file order.
    pub products: Vec<ImportProduct>,
    /// How many products were refused whole.
    pub refused: usize,
    /// Every error, by line.
    pub errors: Vec<LineError>,
}

/// Why a file is not read at all. The code is a text key: `problem-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// No column says what the products are called, or none their price.
    Columns,
    /// More products than one file may have.
    TooMany,
}

impl Unreadable {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "import_empty",
            Self::Columns => "import_columns",
            Self::TooMany => "import_too_many",
        }
    }
}

/// Reads a file. A product with a wrong row is refused whole; the others are not touched by it.
///
/// # Errors
/// Files that are not read at all.
pub fn read(bytes: &[u8], currency: Currency, most: usize) -> Result<Parsed, Unreadable> {
    let text = sheet::decode(bytes);
    let sheet = sheet::read(&text)?;
    let mut parsed = Parsed { errors: sheet.errors, ..Parsed::default() };
    let groups = group::groups(&sheet.rows);
    if groups.len() > most {
        return Err(Unreadable::TooMany);
    }
    if groups.is_empty() && parsed.errors.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut skus = std::collections::HashMap::new();
    for rows in groups {
        match group::product(&sheet.header, &rows, currency, &mut skus) {
            Ok(product) => parsed.products.push(product),
            Err(errors) => {
                parsed.refused += 1;
                parsed.errors.extend(errors);
            }
        }
    }
    parsed.errors.sort_by_key(|e| e.line);
    Ok(parsed)
}

#[cfg(test)]
mod tests;
