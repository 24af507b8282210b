//! The terms a merchant asks for: every field that is wrong is named.
use souk_kit::FieldError;

use super::{Effect, Funder, PLATFORM, Terms, code};
use souk_events::TenantId;

/// The longest title.
pub const TITLE_MAX: usize = 80;
/// The most codes of a promotion.
pub const CODES_MAX: usize = 20;
/// The most products, variants or stores it names.
pub const NAMED_MAX: usize = 100;
/// The group of a merchant's promotion that names none: of those the best applies.
pub const GROUP: &str = "main";
/// The group of a promotion of the platform that names none: it combines with the merchants'.
pub const PLATFORM_GROUP: &str = "platform";
/// The most an amount can be, minor units.
pub const AMOUNT_MAX: i64 = 100_000_000_000;
/// The most a limit can be.
pub const LIMIT_MAX: i64 = 1_000_000_000;
/// The most pieces terms can speak of.
pub const PIECES_MAX: i32 = 99;

/// The group of somebody's promotion that names none.
#[must_use]
pub fn usual_group(owner: TenantId) -> &'static str {
    if owner == PLATFORM { PLATFORM_GROUP } else { GROUP }
}

/// Checks and tidies what a merchant, or the platform, asks for: codes as people write them, lists in any order, an
/// empty group for the usual one.
///
/// # Errors
/// All fields that are wrong.
pub fn terms(asked: Terms, owner: TenantId) -> Result<Terms, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let title = title(&asked.title, &mut wrong);
    let codes = codes(&asked.codes, &mut wrong);
    let stack_group = group(&asked.stack_group, usual_group(owner), &mut wrong);
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
    range(asked.budget.is_none_or(|n| (1..=AMOUNT_MAX).contains(&n)), "/budget");
    range(asked.floor_price.is_none_or(|n| (0..=AMOUNT_MAX).contains(&n)), "/floor_price");
    let (funder, platform_bp) = funding(&asked, owner, &mut wrong);
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
        funder,
        platform_bp,
        ..asked
    })
}

/// Who pays: a merchant for its own promotions; for the platform's the platform, or both where the merchants agreed
/// to a share, so that such a promotion names their stores.
fn funding(asked: &Terms, owner: TenantId, wrong: &mut Vec<FieldError>) -> (Funder, i32) {
    if owner != PLATFORM {
        return (Funder::Merchant, 0);
    }
    if asked.funder != Funder::Share {
        return (Funder::Platform, 0);
    }
    if !(1..10_000).contains(&asked.platform_bp) {
        wrong.push(FieldError::new("/platform_bp", "percent_range"));
    }
    if asked.stores.is_empty() {
        wrong.push(FieldError::new("/stores", "required"));
    }
    (Funder::Share, asked.platform_bp)
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

fn group(text: &str, usual: &str, wrong: &mut Vec<FieldError>) -> String {
    let text = text.trim().to_lowercase();
    if text.chars().count() > 30 || text.chars().any(char::is_control) {
        wrong.push(FieldError::new("/stack_group", "too_long"));
    }
    if text.is_empty() { usual.to_owned() } else { text }
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
        let terms = terms(asked(), TenantId::new()).unwrap();
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
        let wrong = terms(
            Terms {
                title: " ".into(),
                codes: vec!["OK1".into(), "a b".into()],
                effect: Effect::BuyGet { buy: 0, get: 100 },
                most_off: Some(0),
                min_subtotal: -1,
                ends_at: Some(DateTime::UNIX_EPOCH),
                total_limit: Some(0),
                budget: Some(0),
                floor_price: Some(-1),
                ..asked()
            },
            TenantId::new(),
        );
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
                "/budget",
                "/floor_price",
                "/ends_at"
            ]
        );
    }
    #[test]
    fn the_platform_pays_for_its_own_or_shares_where_it_was_agreed() {
        let share = Terms { funder: Funder::Share, platform_bp: 4000, ..asked() };
        let mine = terms(share.clone(), TenantId::new()).unwrap();
        assert_eq!((mine.funder, mine.platform_bp), (Funder::Merchant, 0), "a merchant cannot spend for it");
        let whole = terms(asked(), PLATFORM).unwrap();
        assert_eq!(
            (whole.funder, whole.platform_part(1000), whole.stack_group.as_str()),
            (Funder::Platform, 1000, PLATFORM_GROUP)
        );
        let wrong = terms(share.clone(), PLATFORM).unwrap_err();
        assert_eq!(wrong[0].pointer, "/stores", "whoever shares is named");
        let agreed = terms(Terms { stores: vec![souk_events::StoreId::new()], ..share }, PLATFORM).unwrap();
        assert_eq!(agreed.platform_part(1000), 400);
    }
}
