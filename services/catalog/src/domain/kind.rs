//! What a product is: goods with stock, a bundle of goods, a service, a plan; and what each of them has to say.
use serde::{Deserialize, Serialize};
use souk_events::VariantId;
use souk_kit::FieldError;

use super::product::ProductInput;

/// Most kinds of goods in one bundle.
pub const MAX_PARTS: usize = 20;
/// Most units of one of them.
const MAX_UNITS: i64 = 1_000;
/// Longest service: a week, in minutes.
const MAX_MINUTES: i32 = 10_080;
/// Most weeks, months or years between two payments.
const MAX_EVERY: i32 = 52;

/// What a product is. That never changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// Something that is counted.
    #[default]
    Goods,
    /// Goods that are sold together; their stock is its own.
    Bundle,
    /// Something that is done at an appointed time.
    Service,
    /// Something that is paid again and again.
    Plan,
}

impl ProductKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Goods, Self::Bundle, Self::Service, Self::Plan];

    /// Its name in the database, in files and in texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Bundle => "bundle",
            Self::Service => "service",
            Self::Plan => "plan",
        }
    }

    /// Reads its name.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether carts take it; the others are booked or subscribed to.
    #[must_use]
    pub fn in_carts(self) -> bool {
        matches!(self, Self::Goods | Self::Bundle)
    }
}

/// Units of a variant in one bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartInput {
    /// A variant of goods of the same store.
    pub variant_id: VariantId,
    /// How many of it.
    #[schema(minimum = 1, maximum = 1_000)]
    pub quantity: i64,
}

/// What is counted between two payments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Weeks.
    Week,
    /// Months.
    #[default]
    Month,
    /// Years.
    Year,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Year];

    /// Its name in the database, in files and in texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Reads its name.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == text)
    }
}

/// How often a plan is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EveryInput {
    /// Weeks, months or years.
    pub unit: Unit,
    /// How many of them.
    #[schema(minimum = 1, maximum = 52)]
    pub count: i32,
}

/// What is wrong with what a description says beyond plain goods, whatever the product is.
pub(super) fn check(input: &ProductInput, errors: &mut Vec<FieldError>) {
    let parts = input.parts.as_deref().unwrap_or_default();
    if parts.len() > MAX_PARTS {
        errors.push(FieldError::new("/parts", "too_many"));
    }
    for (i, part) in parts.iter().enumerate() {
        if !(1..=MAX_UNITS).contains(&part.quantity) {
            errors.push(FieldError::new(format!("/parts/{i}/quantity"), "part_quantity"));
        }
        if parts.iter().take(i).any(|known| known.variant_id == part.variant_id) {
            errors.push(FieldError::new(format!("/parts/{i}/variant_id"), "part_twice"));
        }
    }
    if input.duration_minutes.is_some_and(|minutes| !(1..=MAX_MINUTES).contains(&minutes)) {
        errors.push(FieldError::new("/duration_minutes", "duration_wrong"));
    }
    if input.every.is_some_and(|every| !(1..=MAX_EVERY).contains(&every.count)) {
        errors.push(FieldError::new("/every/count", "every_wrong"));
    }
}

/// What is wrong with a description for a product of a kind. `new`: nothing is known of it yet, so that everything that
/// its kind needs has to be said.
#[must_use]
pub fn misfits(kind: ProductKind, input: &ProductInput, new: bool) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut says = |said: bool, of: ProductKind, pointer: &str, missing: &'static str| {
        if said && kind != of {
            errors.push(FieldError::new(pointer, "kind_other"));
        }
        if !said && kind == of && new {
            errors.push(FieldError::new(pointer, missing));
        }
    };
    let parts = input.parts.as_ref();
    says(parts.is_some_and(|parts| !parts.is_empty()), ProductKind::Bundle, "/parts", "parts_missing");
    says(input.duration_minutes.is_some(), ProductKind::Service, "/duration_minutes", "required");
    says(input.every.is_some(), ProductKind::Plan, "/every", "required");
    if input.kind.is_some_and(|said| said != kind) {
        errors.push(FieldError::new("/kind", "kind_fixed"));
    }
    if kind == ProductKind::Bundle {
        if !new && parts.is_some_and(Vec::is_empty) {
            errors.push(FieldError::new("/parts", "parts_missing"));
        }
        if input.variants.len() > 1 || !input.options.is_empty() {
            errors.push(FieldError::new("/options", "bundle_options"));
        }
    }
    if kind != ProductKind::Goods {
        let counted = input.variants.iter().enumerate().filter(|(_, v)| v.stock.is_some_and(|n| n > 0));
        errors.extend(
            counted.map(|(i, _)| FieldError::new(format!("/variants/{i}/stock"), "stock_not_counted")),
        );
    }
    errors
}

/// How many bundles can be sold: the least of its parts, none when one is gone.
pub fn bundles(parts: impl IntoIterator<Item = (Option<i64>, i64)>) -> i64 {
    let each =
        parts.into_iter().map(|(left, per)| left.map_or(0, |left| left.max(0).checked_div(per).unwrap_or(0)));
    each.min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::product::VariantInput;

    fn found(errors: &[FieldError]) -> Vec<(&str, &str)> {
        errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect()
    }

    #[test]
    fn each_kind_says_what_it_needs_and_nothing_of_others() {
        let variants = vec![VariantInput { price: 100, stock: Some(3), ..VariantInput::default() }];
        let plain = ProductInput { title: "Thé".into(), variants, ..ProductInput::default() };
        assert!(misfits(ProductKind::Goods, &plain, true).is_empty());
        let service = misfits(ProductKind::Service, &plain, true);
        assert_eq!(
            found(&service),
            [("/duration_minutes", "required"), ("/variants/0/stock", "stock_not_counted")]
        );
        let plan = ProductInput {
            kind: Some(ProductKind::Plan),
            every: Some(EveryInput { unit: Unit::Month, count: 1 }),
            duration_minutes: Some(30),
            options: vec!["Taille".into()],
            ..ProductInput::default()
        };
        assert_eq!(found(&misfits(ProductKind::Plan, &plan, true)), [("/duration_minutes", "kind_other")]);
        assert_eq!(
            found(&misfits(ProductKind::Bundle, &plan, false)),
            [
                ("/duration_minutes", "kind_other"),
                ("/every", "kind_other"),
                ("/kind", "kind_fixed"),
                ("/options", "bundle_options")
            ]
        );
        assert_eq!(
            found(&misfits(ProductKind::Bundle, &ProductInput::default(), true)),
            [("/parts", "parts_missing")]
        );
    }

    #[test]
    fn the_scarcest_part_decides() {
        assert_eq!(bundles([(Some(10), 3), (Some(4), 1)]), 3);
        assert_eq!(bundles([(Some(10), 3), (None, 1)]), 0, "one is gone");
        assert_eq!(bundles([(Some(-1), 3)]), 0);
        assert_eq!(bundles([]), 0);
    }
}
