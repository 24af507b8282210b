//! Ten thousand random carts against random promotions, and the known answers of each effect.
use chrono::{DateTime, TimeDelta, Utc};
use proptest::{prelude::*, sample::select};
use souk_events::{Currency, LineId, ProductId, PromotionId, StoreId, TenantId, VariantId};
use uuid::Uuid;

use super::*;

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

/// The n-th product: a small shelf, so that conditions hit.
fn product(n: u128) -> ProductId {
    ProductId(Uuid::from_u128(n))
}

fn item(n: u128, of: u128, pieces: i32, unit_price: i64) -> Item {
    let (id, variant_id) = (LineId(Uuid::from_u128(n)), VariantId(Uuid::from_u128(of)));
    Item { id, product_id: product(of), variant_id, pieces, unit_price }
}

fn basket(lines: Vec<Item>) -> Basket {
    let (tenant_id, store_id) = (TenantId(Uuid::nil()), StoreId(Uuid::nil()));
    Basket { tenant_id, store_id, currency: Currency::EUR, lines, fee: 0 }
}

fn promotion(n: u128, effect: Effect) -> Promotion {
    let plain = Terms::plain(effect, Currency::EUR, DateTime::UNIX_EPOCH);
    let terms = Terms { title: format!("P{n}"), ..plain };
    let owner = TenantId(Uuid::nil());
    Promotion { owner, id: PromotionId(Uuid::from_u128(n)), version: 1, running: Running::Active, terms }
}

fn decide(lines: &[Item], promotions: &[Promotion]) -> Outcome {
    let uses = Uses::new();
    let buyer =
        Buyer { now: now(), codes: &["CODE".to_owned()], uses: &uses, is_new: true, is_new_anywhere: true };
    evaluate(&basket(lines.to_vec()), promotions, &buyer)
}

fn verdict(outcome: &Outcome, n: u128) -> &Verdict {
    let id = PromotionId(Uuid::from_u128(n));
    &outcome.explanations.iter().find(|e| e.promotion == Some(id)).unwrap().verdict
}

fn any_effect() -> impl Strategy<Value = Effect> {
    prop_oneof![
        (1..=10_000_i32).prop_map(Effect::Percent),
        (1..=20_000_i64).prop_map(Effect::Amount),
        Just(Effect::FreeDelivery),
        (1..=4_i32, 1..=3_i32).prop_map(|(buy, get)| Effect::BuyGet { buy, get }),
        (0..5_u128, 1..=3_i32).prop_map(|(n, pieces)| Effect::Gift { product: product(n), pieces }),
    ]
}

fn any_promotion() -> impl Strategy<Value = (Effect, Terms)> {
    let who = (select(vec!["", "CODE", "OTHER"]), select(Funder::ALL), 0..=10_000_i32);
    let what = (proptest::option::of(1..=5_000_i64), 0..=10_000_i64, 1..=4_i32);
    let which = (proptest::collection::vec(0..5_u128, 0..3), -2..=2_i32, select(vec!["a", "b", "c"]));
    let alone = (
        proptest::bool::weighted(0.2),
        proptest::option::of(0..=2_000_i64),
        proptest::option::of(1..=5_000_i64),
    );
    (any_effect(), who, what, which, alone).prop_map(|(effect, who, what, which, alone)| {
        let mut terms = promotion(0, effect).terms;
        terms.codes = [who.0].into_iter().filter(|c| !c.is_empty()).map(str::to_owned).collect();
        (terms.funder, terms.platform_bp) = (who.1, who.2);
        (terms.most_off, terms.min_subtotal, terms.min_pieces) = what;
        terms.products = which.0.into_iter().map(product).collect();
        (terms.priority, terms.stack_group) = (which.1, which.2.to_owned());
        (terms.exclusive, terms.floor_price, terms.budget) = alone;
        (effect, terms)
    })
}

fn any_cart() -> impl Strategy<Value = Vec<Item>> {
    let line = (0..5_u128, 1..=9_i32, prop_oneof![0..=3_000_i64, 0..=1_000_000_000_i64]);
    proptest::collection::vec(line, 1..7).prop_map(|lines| {
        lines.into_iter().zip(1..).map(|((of, pieces, price), n)| item(n, of, pieces, price)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn ten_thousand_carts(
        lines in any_cart(),
        terms in proptest::collection::vec(any_promotion(), 0..6),
        turn in 0..6_usize,
    ) {
        let all: Vec<Promotion> = terms.into_iter().zip(1..)
            .map(|((effect, terms), n)| Promotion { terms, ..promotion(n, effect) })
            .collect();
        let outcome = decide(&lines, &all);
        // Never negative, and never more than there is: of a line as of the order.
        let full: i64 = lines.iter().map(Item::total).sum();
        prop_assert_eq!(outcome.subtotal, full);
        prop_assert!((0..=full).contains(&outcome.discount));
        for line in &lines {
            prop_assert!((0..=line.total()).contains(&outcome.lines[&line.id]));
        }
        // The sum of the lines is the discount of the order, to the minor unit; so is the sum of promotions.
        prop_assert_eq!(outcome.lines.values().sum::<i64>(), outcome.discount);
        prop_assert_eq!(outcome.applied.iter().map(|a| a.amount).sum::<i64>(), outcome.discount);
        for one in &outcome.applied {
            prop_assert!(one.amount > 0 && (0..=one.amount).contains(&one.platform));
            let terms = &all.iter().find(|p| p.id == one.promotion).unwrap().terms;
            prop_assert!(terms.most_off.is_none_or(|most| one.amount <= most));
            prop_assert!(terms.budget.is_none_or(|budget| one.amount <= budget));
            prop_assert!(!terms.exclusive || outcome.applied.len() == 1, "an exclusive one combines");
            for (id, off) in &one.lines {
                let line = lines.iter().find(|l| l.id == *id).unwrap();
                let floor = terms.floor_price.unwrap_or_default() * i64::from(line.pieces);
                prop_assert!(line.total() - off >= floor.min(line.total()), "below the floor");
            }
            prop_assert!(terms.codes.is_empty() || terms.codes == ["CODE"], "a code that nobody entered");
        }
        // One of a group.
        let mut groups: Vec<&str> = outcome.applied.iter()
            .map(|a| all.iter().find(|p| p.id == a.promotion).unwrap().terms.stack_group.as_str()).collect();
        groups.sort_unstable();
        let count = groups.len();
        groups.dedup();
        prop_assert_eq!(groups.len(), count);
        // The order of what comes in does not matter, and deciding again decides the same.
        let (mut turned, mut shuffled) = (lines.clone(), all.clone());
        turned.reverse();
        turned.rotate_left(turn % lines.len());
        shuffled.reverse();
        prop_assert_eq!(&decide(&turned, &shuffled), &outcome);
        prop_assert_eq!(&decide(&lines, &all), &outcome);
        // Everything that was looked at is explained once.
        let looked_at = all.iter().filter(|p| p.terms.codes != ["OTHER"]).count();
        prop_assert_eq!(outcome.explanations.len(), looked_at);
    }
}

#[test]
fn each_effect_takes_off_what_it_says() {
    let cart = [item(1, 1, 2, 1000), item(2, 2, 1, 500), item(3, 3, 3, 300)];
    let off = |effect| decide(&cart, &[promotion(1, effect)]).lines.into_values().collect::<Vec<_>>();
    assert_eq!(off(Effect::Percent(1000)), [200, 50, 90]);
    assert_eq!(off(Effect::Amount(1000)), [588, 147, 265]);
    assert_eq!(off(Effect::Amount(99_999)), [2000, 500, 900]);
    // Six pieces, two rounds of three: the two cheapest are free.
    assert_eq!(off(Effect::BuyGet { buy: 2, get: 1 }), [0, 0, 600]);
    assert_eq!(off(Effect::Gift { product: product(2), pieces: 1 }), [0, 500, 0]);
    let outcome = decide(&cart, &[promotion(1, Effect::FreeDelivery)]);
    assert_eq!((outcome.discount, verdict(&outcome, 1)), (0, &Verdict::NoDelivery));
}

#[test]
fn the_best_of_a_group_applies_and_groups_combine() {
    let cart = [item(1, 1, 1, 1000)];
    let mut other = promotion(3, Effect::Percent(5000));
    other.terms.stack_group = "other".into();
    other.terms.priority = 5;
    let all = [promotion(1, Effect::Percent(1000)), promotion(2, Effect::Amount(300)), other];
    let outcome = decide(&cart, &all);
    // The group of the highest priority first: half of 1000, then 300 of what is left.
    assert_eq!(outcome.applied.iter().map(|a| a.amount).collect::<Vec<_>>(), [500, 300]);
    assert_eq!(verdict(&outcome, 1), &Verdict::Beaten("P2".into()));
}

#[test]
fn the_best_set_is_found_even_where_the_best_first_step_leads_elsewhere() {
    // Of the first group the gift gives more by itself; but the other group only speaks of that line.
    let cart = [item(1, 1, 1, 1000), item(2, 2, 1, 900)];
    let mut gift = promotion(1, Effect::Gift { product: product(1), pieces: 1 });
    let mut other = promotion(2, Effect::Amount(900));
    (other.terms.products, other.terms.priority) = (vec![product(2)], 1);
    gift.terms.priority = 1;
    let mut half = promotion(3, Effect::Percent(5000));
    (half.terms.products, half.terms.stack_group) = (vec![product(1)], "other".into());
    let outcome = decide(&cart, &[gift, other, half]);
    assert_eq!(outcome.discount, 900 + 500, "greedy would give 1000");
    assert_eq!(verdict(&outcome, 1), &Verdict::Beaten("P2".into()));
}

#[test]
fn an_exclusive_one_applies_alone_when_it_gives_more() {
    let cart = [item(1, 1, 1, 1000)];
    let mut alone = promotion(1, Effect::Percent(3000));
    alone.terms.exclusive = true;
    let mut other = promotion(3, Effect::Amount(100));
    other.terms.stack_group = "other".into();
    let outcome = decide(&cart, &[alone.clone(), promotion(2, Effect::Percent(1000)), other.clone()]);
    assert_eq!((outcome.discount, outcome.applied.len()), (300, 1));
    assert_eq!(verdict(&outcome, 3), &Verdict::Beaten("P1".into()));
    let outcome = decide(&cart, &[alone, promotion(2, Effect::Percent(2500)), other]);
    assert_eq!((outcome.discount, outcome.applied.len()), (350, 2));
    assert_eq!(verdict(&outcome, 1), &Verdict::Beaten("P2".into()));
}

#[test]
fn more_sets_than_can_be_tried_still_give_an_answer_at_once() {
    let cart = [item(1, 1, 1, 1_000_000)];
    let many = (0..100_u128).map(|n| {
        let mut one = promotion(n, Effect::Amount(i64::try_from(n).unwrap() + 1));
        one.terms.stack_group = format!("g{}", n % 10);
        one
    });
    let outcome = decide(&cart, &many.collect::<Vec<_>>());
    assert_eq!((outcome.applied.len(), outcome.discount), (10, (91..=100).sum()));
}

#[test]
fn why_not_is_said() {
    let cart = [item(1, 1, 1, 1000)];
    let with = |change: &dyn Fn(&mut Promotion)| {
        let mut one = promotion(1, Effect::Percent(1000));
        change(&mut one);
        let uses = Uses::from([(one.id, Use { all: 3, mine: 1, spent: 450 })]);
        let buyer = Buyer {
            now: now(),
            codes: &["CODE".to_owned()],
            uses: &uses,
            is_new: false,
            is_new_anywhere: false,
        };
        let outcome = evaluate(&basket(cart.to_vec()), &[one], &buyer);
        assert!(outcome.applied.is_empty());
        verdict(&outcome, 1).clone()
    };
    let later = now() + TimeDelta::hours(1);
    assert_eq!(with(&|p| p.terms.starts_at = later), Verdict::NotStarted(later));
    assert_eq!(with(&|p| p.terms.ends_at = Some(now())), Verdict::Over);
    assert_eq!(with(&|p| p.terms.stores = vec![StoreId(Uuid::from_u128(9))]), Verdict::OtherStore);
    assert_eq!(with(&|p| p.terms.first_order = true), Verdict::NotFirstOrder);
    assert_eq!(with(&|p| p.terms.total_limit = Some(3)), Verdict::UsedUp);
    assert_eq!(with(&|p| p.terms.customer_limit = Some(1)), Verdict::UsedByYou);
    assert_eq!(with(&|p| p.terms.budget = Some(549)), Verdict::BudgetSpent, "a hundred off does not fit");
    assert_eq!(with(&|p| p.terms.floor_price = Some(1000)), Verdict::NothingLeft);
    assert_eq!(with(&|p| p.terms.min_subtotal = 1500), Verdict::MinimumMissing(500));
    assert_eq!(with(&|p| p.terms.products = vec![product(7)]), Verdict::NoMatch);
    assert_eq!(with(&|p| p.terms.min_pieces = 3), Verdict::TooFew(2));
    let gift = Effect::Gift { product: product(7), pieces: 1 };
    assert_eq!(with(&|p| p.terms.effect = gift), Verdict::GiftMissing(product(7)));
    let dollars = "USD".parse().unwrap();
    let other_currency = |p: &mut Promotion| (p.terms.currency, p.terms.min_subtotal) = (dollars, 1);
    assert_eq!(with(&other_currency), Verdict::OtherCurrency);
    let paused = |p: &mut Promotion| (p.running, p.terms.codes) = (Running::Paused, vec!["CODE".into()]);
    assert_eq!(with(&paused), Verdict::Paused);
}

#[test]
fn codes_are_read_as_people_write_them() {
    assert_eq!(code(" bienvenue10 "), Some("BIENVENUE10".into()));
    for odd in ["", "ab", "a b c", "é20", "<script>", &"X".repeat(33)] {
        assert_eq!(code(odd), None, "{odd}");
    }
}
