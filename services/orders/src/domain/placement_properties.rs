//! Ten thousand random checkouts of several stores, with fees, tips and promotions: what is quoted is what is charged.
use std::collections::HashMap;

use chrono::DateTime;
use proptest::{prelude::*, sample::select};
use souk_events::{Currency, PromotionId, TenantId};

use super::{
    fulfilment::{Choice, Mode},
    placement::{Draft, discounted, draft, tests::part},
    promotion::{Basket, Buyer, Effect, Funder, Outcome, Promotion, Running, Terms, Uses, evaluate},
};

/// What a customer puts together at one store: prices and pieces, the fee of bringing it, a tip.
type Basketful = (Vec<(i64, i32)>, i64, i64);

fn promotion(effect: Effect, group: &str, funder: Funder) -> Promotion {
    let plain = Terms::plain(effect, Currency::EUR, DateTime::UNIX_EPOCH);
    let terms = Terms { stack_group: group.to_owned(), funder, platform_bp: 3_333, ..plain };
    Promotion { owner: TenantId::new(), id: PromotionId::new(), version: 1, running: Running::Active, terms }
}

fn any_promotion() -> impl Strategy<Value = Promotion> {
    let effect = prop_oneof![
        (1..=10_000_i32).prop_map(Effect::Percent),
        (1..=20_000_i64).prop_map(Effect::Amount),
        Just(Effect::FreeDelivery),
        (1..=4_i32, 1..=3_i32).prop_map(|(buy, get)| Effect::BuyGet { buy, get }),
    ];
    (effect, select(vec!["a", "b", "c"]), select(Funder::ALL))
        .prop_map(|(effect, group, funder)| promotion(effect, group, funder))
}

fn any_store() -> impl Strategy<Value = Basketful> {
    let lines = proptest::collection::vec((0..=100_000_i64, 1..=99_i32), 1..6);
    (lines, prop_oneof![Just(0), 1..=2_000_i64], prop_oneof![Just(0), 1..=2_000_i64])
}

/// The orders of a checkout before discounts.
fn drafts(stores: Vec<Basketful>) -> (Vec<Draft>, i64) {
    let given: Vec<(i64, i64)> = stores.iter().map(|(_, fee, tip)| (*fee, *tip)).collect();
    let parts: Vec<_> = stores.into_iter().map(|(lines, ..)| part(lines, Currency::EUR)).collect();
    let chosen: HashMap<_, _> = parts.iter().map(|p| p.store_id).zip(given).collect();
    let (mut drafts, sum) = draft(parts).unwrap();
    let mut extra = 0;
    for one in &mut drafts {
        let (fee, tip) = chosen[&one.part.store_id];
        one.hand_over(Choice { mode: Mode::Delivery, slot: None, tip }, fee, None);
        extra += fee + tip;
    }
    (drafts, sum.amount + extra)
}

fn decide(baskets: Vec<Basket>, all: &[Promotion]) -> HashMap<souk_events::StoreId, Outcome> {
    let uses = Uses::new();
    let buyer =
        Buyer { now: DateTime::UNIX_EPOCH, codes: &[], uses: &uses, is_new: true, is_new_anywhere: true };
    baskets.into_iter().map(|b| (b.store_id, evaluate(&b, all, &buyer))).collect()
}

fn baskets(drafts: &[Draft]) -> Vec<Basket> {
    drafts.iter().map(|d| d.basket().unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn the_quote_is_the_charge(
        stores in proptest::collection::vec(any_store(), 1..4),
        all in proptest::collection::vec(any_promotion(), 0..5),
    ) {
        let (mut orders, gross) = drafts(stores);
        // The cart shows lines, stores and promotions in another order than the placement works them off.
        let mut shown = baskets(&orders);
        shown.iter_mut().for_each(|b| b.lines.reverse());
        shown.reverse();
        let mut listed = all.clone();
        listed.reverse();
        let quote = decide(shown, &listed);
        let quoted = gross - quote.values().map(|o| o.discount).sum::<i64>();

        let charge = decide(baskets(&orders), &all);
        let sum = discounted(&mut orders, souk_events::Money::new(gross, Currency::EUR), charge);
        prop_assert_eq!(sum.amount, quoted);
        prop_assert_eq!(orders.iter().map(|o| o.total.amount).sum::<i64>(), sum.amount);
        for order in &orders {
            let off = &quote[&order.part.store_id];
            prop_assert_eq!((order.discount, &order.applied), (off.discount, &off.applied));
            let lines: i64 = order.lines.iter().map(|l| l.total.amount - l.discount).sum();
            let fee = order.fee - off.fee;
            prop_assert_eq!(order.total.amount, lines + fee + order.choice.tip);
            prop_assert!(order.lines.iter().all(|l| (0..=l.total.amount).contains(&l.discount)));
            prop_assert!((0..=order.fee).contains(&off.fee) && order.total.amount >= order.choice.tip);
            prop_assert!((0..=lines + fee).contains(&order.tax));
            prop_assert_eq!(order.applied.iter().map(|a| a.amount).sum::<i64>(), order.discount);
            prop_assert!(order.applied.iter().all(|a| (0..=a.amount).contains(&a.platform)));
        }
    }
}

/// Pitfall 10 of commerce: promotions of the platform and of the merchant, tips and fees of two stores add up to the
/// charge, to the cent, and so does what each of them pays.
#[test]
fn pitfall_10_a_split_order_sums_to_the_charge() {
    let all = [
        promotion(Effect::Percent(1_333), "merchant", Funder::Merchant),
        promotion(Effect::Amount(333), "platform", Funder::Platform),
        promotion(Effect::Percent(777), "shared", Funder::Share),
    ];
    let (mut orders, gross) =
        drafts(vec![(vec![(999, 3), (1, 1)], 290, 101), (vec![(1_234, 1), (333, 7)], 0, 57)]);
    let charge = decide(baskets(&orders), &all);
    let charged = discounted(&mut orders, souk_events::Money::new(gross, Currency::EUR), charge).amount;
    assert_eq!(gross, 2_998 + 290 + 101 + 3_565 + 57);
    let (mut merchants, mut platform) = (0, 0);
    for order in &orders {
        assert_eq!(order.applied.len(), 3, "all groups combine");
        platform += order.applied.iter().map(|a| a.platform).sum::<i64>();
        merchants += order.applied.iter().map(|a| a.amount - a.platform).sum::<i64>();
    }
    assert!(platform >= 2 * 333 && merchants > 0);
    assert_eq!(charged + merchants + platform, gross);
    assert_eq!(orders.iter().map(|o| o.total.amount).sum::<i64>(), charged);
}
