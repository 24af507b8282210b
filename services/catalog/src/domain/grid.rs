//! Cells of the product table as somebody edits them: what stood there, and what is to stand there.
use souk_events::{ProductId, VariantId};

use super::tax::TaxClass;

/// A cell that was edited. Who edits says what stood there, so that nobody writes over what he has not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<T> {
    /// What stood there.
    pub was: T,
    /// What is to stand there.
    pub now: T,
}

/// What becomes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is not edited, or stands there already.
    Stays,
    /// It is written.
    Changes,
    /// Somebody else wrote something else meanwhile.
    Differs,
}

/// What becomes of a cell in which `stands` stands now.
#[must_use]
pub fn outcome<T: PartialEq>(edit: Option<&Edit<T>>, stands: &T) -> Outcome {
    match edit {
        Some(edit) if edit.was == edit.now || edit.now == *stands => Outcome::Stays,
        Some(edit) if edit.was == *stands => Outcome::Changes,
        Some(_) => Outcome::Differs,
        None => Outcome::Stays,
    }
}

/// The edited cells of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductEdit {
    /// Shown in the shop.
    pub published: Option<Edit<bool>>,
    /// Sold out for today.
    pub sold_out: Option<Edit<bool>>,
    /// Where it stands, as a path of names.
    pub category: Option<Edit<String>>,
    /// Which tax rate applies.
    pub tax_class: Option<Edit<TaxClass>>,
}

/// The edited cells of a variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VariantEdit {
    /// Price in minor units.
    pub price: Option<Edit<i64>>,
    /// Units on hand: the difference counts, so that a sale in between is not undone.
    pub stock: Option<Edit<i64>>,
}

/// The edited cells of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// By product.
    pub products: Vec<(ProductId, ProductEdit)>,
    /// By variant.
    pub variants: Vec<(VariantId, VariantEdit)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_over_what_he_has_not_seen() {
        let edit = Edit { was: 1, now: 2 };
        assert_eq!(outcome(Some(&edit), &1), Outcome::Changes);
        assert_eq!(outcome(Some(&edit), &2), Outcome::Stays, "both wrote the same");
        assert_eq!(outcome(Some(&edit), &3), Outcome::Differs);
        assert_eq!(outcome(Some(&Edit { was: 1, now: 1 }), &3), Outcome::Stays);
        assert_eq!(outcome::<i64>(None, &3), Outcome::Stays);
    }
}
