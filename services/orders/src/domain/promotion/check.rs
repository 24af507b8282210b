//! The terms a merchant asks for: every field that is wrong is named.
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

/// Checks and tidies what a merchant asks for: codes as people write them, lists in any order, an empty group for
/// the usual one.
///
/// # Errors
/// All fields that are wrong.
pub fn terms(asked: Terms) -> Result<Terms, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let title = title(&asked.title, &mut wrong);
    let codes = codes(&asked.codes, &mut wrong);
    let stack_group = group(&asked.stack_group, &mut wrong);
    effect(&asked.effect, &mut wrong);
    let mut range = |fine: bool, pointer: &str| {
        if !fine {
            wrong.push(FieldError::new(pointer, "number_range"));
        }
    };
    range(asked.most_off.is_none_or(|n| (1..=AMOUNT_MAX).contains(&n)), "/most_off");
    range((0..=AMOUNT_MAX).contains(&asked.min_subtotal), "/min_subtotal");
    range((0..=PIECES_MAX).contains(&asked.min_pieces), "/min_pieces");
    range((-1000..=1000).contains(&asked.priority), "/priority");
    range(asked.total_limit.is_none_or(|n| (1..=LIMIT_MAX).contains(&n)), "/total_limit");
    range(asked.customer_limit.is_none_or(|n| (1..=LIMIT_MAX).contains(&n)), "/customer_limit");
    for (count, pointer) in [
        (asked.products.len(), "/products"),
        (asked.variants.len(), "/variants"),
        (asked.stores.len(), "/stores"),
    ] {
        if count > NAMED_MAX {
            wrong.push(FieldError::new(pointer, "too_many"));
        }
    }
    if asked.ends_at.is_some_and(|end| end <= asked.starts_at) {
        wrong.push(FieldError::new("/ends_at", "ends_before_start"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Terms {
        title,
        codes,
        min_pieces: asked.min_pieces.max(1),
        products: sorted(asked.products),
        variants: sorted(asked.variants),
        stores: sorted(asked.stores),
        stack_group,
        // Whoever makes a promotion pays for it; the platform's own come with the platform's share.
        funder: Funder::Merchant,
        platform_bp: 0,
        ..asked
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
    use chrono::DateTime;
    use souk_events::Currency;

    use super::*;

    fn asked() -> Terms {
        Terms {
            title: " Rentrée ".into(),
            codes: vec![" rentree-10 ".into()],
            min_pieces: 0,
            stack_group: String::new(),
            customer_limit: Some(1),
            ..Terms::plain(Effect::Percent(1000), Currency::EUR, DateTime::UNIX_EPOCH)
        }
    }

    #[test]
    fn what_is_fine_is_tidied() {
        let terms = terms(asked()).unwrap();
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
        let wrong = terms(Terms {
            title: " ".into(),
            codes: vec!["OK1".into(), "a b".into()],
            effect: Effect::BuyGet { buy: 0, get: 100 },
            most_off: Some(0),
            min_subtotal: -1,
            ends_at: Some(DateTime::UNIX_EPOCH),
            total_limit: Some(0),
            ..asked()
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
