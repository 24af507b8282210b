//! The terms a merchant asks for: every field that is wrong is named.
use chrono::{DateTime, Utc};
use souk_events::{Currency, ProductId, StoreId, VariantId};
use souk_kit::FieldError;

use super::{Effect, Funder, Terms, code};

/// The longest title.
pub const TITLE_MAX: usize = 80;
/// The most codes of a promotion.
pub const CODES_MAX: usize = 20;
/// The most products, variants or stores it names.
pub const NAMED_MAX: usize = 100;
/// The group of a promotion that names none: of those the best applies.
pub const GROUP: &str = "main";
/// The most an amount can be, minor units.
pub const AMOUNT_MAX: i64 = 100_000_000_000;
/// The most a limit can be.
pub const LIMIT_MAX: i64 = 1_000_000_000;
/// The most pieces terms can speak of.
pub const PIECES_MAX: i32 = 99;

/// What a merchant asks for, unchecked.
#[derive(Clone, Debug)]
pub struct Input {
    /// Shown to customers.
    pub title: String,
    /// Empty: it applies by itself.
    pub codes: Vec<String>,
    /// What it gives.
    pub effect: Effect,
    /// The most it gives per order.
    pub most_off: Option<i64>,
    /// Of all its amounts.
    pub currency: Currency,
    /// What the order must be worth.
    pub min_subtotal: i64,
    /// How many matching pieces there must be.
    pub min_pieces: i32,
    /// Only for a first order.
    pub first_order: bool,
    /// Only these.
    pub products: Vec<ProductId>,
    /// Only these.
    pub variants: Vec<VariantId>,
    /// Only there.
    pub stores: Vec<StoreId>,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: Option<DateTime<Utc>>,
    /// Higher goes first.
    pub priority: i32,
    /// Empty: the usual group.
    pub stack_group: String,
    /// How many orders may use it.
    pub total_limit: Option<i64>,
    /// How many orders of one customer may use it.
    pub customer_limit: Option<i64>,
}

/// Checks everything.
///
/// # Errors
/// All fields that are wrong.
pub fn terms(input: Input) -> Result<Terms, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let title = title(&input.title, &mut wrong);
    let codes = codes(&input.codes, &mut wrong);
    let stack_group = group(&input.stack_group, &mut wrong);
    effect(&input.effect, &mut wrong);
    let mut range = |fine: bool, pointer: &str| {
        if !fine {
            wrong.push(FieldError::new(pointer, "number_range"));
        }
    };
    range(input.most_off.is_none_or(|n| (1..=AMOUNT_MAX).contains(&n)), "/most_off");
    range((0..=AMOUNT_MAX).contains(&input.min_subtotal), "/min_subtotal");
    range((0..=PIECES_MAX).contains(&input.min_pieces), "/min_pieces");
    range((-1000..=1000).contains(&input.priority), "/priority");
    range(input.total_limit.is_none_or(|n| (1..=LIMIT_MAX).contains(&n)), "/total_limit");
    range(input.customer_limit.is_none_or(|n| (1..=LIMIT_MAX).contains(&n)), "/customer_limit");
    for (count, pointer) in [
        (input.products.len(), "/products"),
        (input.variants.len(), "/variants"),
        (input.stores.len(), "/stores"),
    ] {
        if count > NAMED_MAX {
            wrong.push(FieldError::new(pointer, "too_many"));
        }
    }
    if input.ends_at.is_some_and(|end| end <= input.starts_at) {
        wrong.push(FieldError::new("/ends_at", "ends_before_start"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Terms {
        title,
        codes,
        effect: input.effect,
        most_off: input.most_off,
        currency: input.currency,
        min_subtotal: input.min_subtotal,
        min_pieces: input.min_pieces.max(1),
        first_order: input.first_order,
        products: sorted(input.products),
        variants: sorted(input.variants),
        stores: sorted(input.stores),
        starts_at: input.starts_at,
        ends_at: input.ends_at,
        priority: input.priority,
        stack_group,
        // Whoever makes a promotion pays for it; the platform's own come with the platform's share.
        funder: Funder::Merchant,
        platform_bp: 0,
        total_limit: input.total_limit,
        customer_limit: input.customer_limit,
    })
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

fn title(text: &str, wrong: &mut Vec<FieldError>) -> String {
    let text = text.trim();
    let code = if text.is_empty() {
        Some("required")
    } else if text.chars().count() > TITLE_MAX {
        Some("too_long")
    } else if text.chars().any(char::is_control) {
        Some("unreadable")
    } else {
        None
    };
    wrong.extend(code.map(|c| FieldError::new("/title", c)));
    text.to_owned()
}

fn codes(typed: &[String], wrong: &mut Vec<FieldError>) -> Vec<String> {
    let mut codes = Vec::new();
    for (place, text) in typed.iter().enumerate() {
        match code(text) {
            Some(code) => codes.push(code),
            None => wrong.push(FieldError::new(format!("/codes/{place}"), "code_wrong")),
        }
    }
    if typed.len() > CODES_MAX {
        wrong.push(FieldError::new("/codes", "too_many"));
    }
    sorted(codes)
}

fn group(text: &str, wrong: &mut Vec<FieldError>) -> String {
    let text = text.trim().to_lowercase();
    if text.chars().count() > 30 || text.chars().any(char::is_control) {
        wrong.push(FieldError::new("/stack_group", "too_long"));
    }
    if text.is_empty() { GROUP.to_owned() } else { text }
}

fn effect(effect: &Effect, wrong: &mut Vec<FieldError>) {
    let pieces = 1..=PIECES_MAX;
    let mut need = |fine: bool, pointer: &str, code: &'static str| {
        if !fine {
            wrong.push(FieldError::new(pointer, code));
        }
    };
    match effect {
        Effect::Percent(bp) => need((1..=10_000).contains(bp), "/effect/percent_bp", "percent_range"),
        Effect::Amount(minor) => need((1..=AMOUNT_MAX).contains(minor), "/effect/amount", "number_range"),
        Effect::FreeDelivery => {}
        Effect::BuyGet { buy, get } => {
            need(pieces.contains(buy), "/effect/buy", "quantity_range");
            need(pieces.contains(get), "/effect/get", "quantity_range");
        }
        Effect::Gift { pieces: gift, .. } => need(pieces.contains(gift), "/effect/pieces", "quantity_range"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> Input {
        Input {
            title: " Rentrée ".into(),
            codes: vec![" rentree-10 ".into()],
            effect: Effect::Percent(1000),
            most_off: None,
            currency: Currency::EUR,
            min_subtotal: 0,
            min_pieces: 0,
            first_order: false,
            products: vec![],
            variants: vec![],
            stores: vec![],
            starts_at: DateTime::UNIX_EPOCH,
            ends_at: None,
            priority: 0,
            stack_group: String::new(),
            total_limit: None,
            customer_limit: Some(1),
        }
    }

    #[test]
    fn what_is_fine_is_tidied() {
        let terms = terms(input()).unwrap();
        assert_eq!(
            (terms.title.as_str(), terms.codes.as_slice()),
            ("Rentrée", &["RENTREE-10".to_owned()][..])
        );
        assert_eq!(
            (terms.stack_group.as_str(), terms.min_pieces, terms.funder),
            (GROUP, 1, Funder::Merchant)
        );
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = terms(Input {
            title: " ".into(),
            codes: vec!["OK1".into(), "a b".into()],
            effect: Effect::BuyGet { buy: 0, get: 100 },
            most_off: Some(0),
            min_subtotal: -1,
            ends_at: Some(DateTime::UNIX_EPOCH),
            total_limit: Some(0),
            ..input()
        });
        let wrong = wrong.unwrap_err();
        let pointers: Vec<_> = wrong.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/title",
                "/codes/1",
                "/effect/buy",
                "/effect/get",
                "/most_off",
                "/min_subtotal",
                "/total_limit",
                "/ends_at"
            ]
        );
    }
}
