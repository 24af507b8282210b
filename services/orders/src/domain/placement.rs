//! Turning held lines into orders: totals, tax, one currency for a checkout.
use std::collections::HashMap;

use chrono_tz::Tz;
use souk_events::{
    Currency, HoldId, LineId, Money, MoneyError, OrderId, ProductId, StoreId, TenantId, VariantId,
};

use super::{
    fulfilment::{Choice, Slot},
    modifier::{Chosen, Words},
    promotion::{Applied, Basket, Item, Outcome},
    tax,
};

/// A line the catalogue holds, at the price it says.
#[derive(Clone, Debug)]
pub struct Held {
    /// The cart's line.
    pub line_id: LineId,
    /// What is bought.
    pub product_id: ProductId,
    /// Which variant of it.
    pub variant_id: VariantId,
    /// Words shown.
    pub title: String,
    /// The merchant's words for it.
    pub words: Option<Words>,
    /// Words shown.
    pub variant_title: String,
    /// The merchant's words for it.
    pub variant_words: Option<Words>,
    /// What was chosen with it.
    pub modifiers: Vec<Chosen>,
    /// How many.
    pub quantity: i32,
    /// Price of one, tax included.
    pub unit_price: Money,
    /// Tax rate in basis points.
    pub tax_rate_bp: i32,
}

/// One store's part of a checkout, held.
#[derive(Clone, Debug)]
pub struct Part {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The store.
    pub store_id: StoreId,
    /// Words shown.
    pub store_name: String,
    /// Where the store's page is.
    pub store_slug: String,
    /// The store's time.
    pub timezone: Tz,
    /// What the catalogue keeps for it.
    pub hold_id: HoldId,
    /// What is bought.
    pub lines: Vec<Held>,
}

/// A line as it will stand in the order.
#[derive(Clone, Debug)]
pub struct Line {
    /// What was held.
    pub held: Held,
    /// Price of all pieces, before the discount.
    pub total: Money,
    /// What promotions take off it, minor units.
    pub discount: i64,
    /// Tax inside what remains.
    pub tax: i64,
}

/// An order that is about to exist; its number is drawn last.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: OrderId,
    /// The store's part without its lines.
    pub part: Part,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What is owed: the lines without the discount.
    pub total: Money,
    /// What promotions take off, minor units.
    pub discount: i64,
    /// The promotions that do.
    pub applied: Vec<Applied>,
    /// Tax inside the total.
    pub tax: i64,
    /// How the customer gets it.
    pub choice: Choice,
    /// What bringing it costs, before the discount, minor units.
    pub fee: i64,
    /// When the customer wants it.
    pub slot: Option<Slot>,
}

impl Draft {
    /// Takes in what the customer chose. Before discounts: the total grows by fee and tip.
    pub fn hand_over(&mut self, choice: Choice, fee: i64, slot: Option<Slot>) {
        (self.choice, self.fee, self.slot) = (choice, fee, slot);
        self.total.amount += fee + choice.tip;
        self.tax += self.tax_of_fee(fee);
    }

    /// The tax inside a fee: bringing goods is taxed like the goods, and at the highest of their rates when there
    /// are several. A tip is no price and holds no tax.
    fn tax_of_fee(&self, fee: i64) -> i64 {
        let rate = self.lines.iter().map(|l| l.held.tax_rate_bp).max().unwrap_or_default();
        tax::included(&[(fee, rate)]).into_iter().sum()
    }

    /// What promotions look at.
    #[must_use]
    pub fn basket(&self) -> Option<Basket> {
        let item = |line: &Line| Item {
            id: line.held.line_id,
            product_id: line.held.product_id,
            variant_id: line.held.variant_id,
            pieces: line.held.quantity,
            unit_price: line.held.unit_price.amount,
        };
        Some(Basket {
            tenant_id: self.part.tenant_id,
            store_id: self.part.store_id,
            currency: self.lines.first()?.held.unit_price.currency,
            lines: self.lines.iter().map(item).collect(),
            fee: self.fee,
        })
    }
}

/// Why held lines make no orders.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Stores that sell in different currencies cannot share a checkout.
    #[error("one checkout has one currency")]
    MixedCurrencies,
    /// The sum is beyond what money can be.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A store without lines.
    #[error("a part has no lines")]
    Empty,
}

/// Makes the orders of a checkout and their sum.
///
/// # Errors
/// See [`Refusal`].
pub fn draft(parts: Vec<Part>) -> Result<(Vec<Draft>, Money), Refusal> {
    let currency = one_currency(&parts)?;
    let mut sum = Money::zero(currency);
    let mut drafts = Vec::with_capacity(parts.len());
    for mut part in parts {
        let held = std::mem::take(&mut part.lines);
        let totals =
            held.iter().map(|h| h.unit_price.times(i64::from(h.quantity))).collect::<Result<Vec<_>, _>>()?;
        let taxed: Vec<_> = totals.iter().zip(&held).map(|(t, h)| (t.amount, h.tax_rate_bp)).collect();
        let taxes = tax::included(&taxed);
        let total = totals.iter().try_fold(Money::zero(currency), |a, b| a.plus(*b))?;
        sum = sum.plus(total)?;
        let tax = taxes.iter().sum();
        let lines = held
            .into_iter()
            .zip(totals)
            .zip(taxes)
            .map(|((held, total), tax)| Line { held, total, discount: 0, tax })
            .collect();
        drafts.push(Draft {
            id: OrderId::new(),
            part,
            lines,
            total,
            discount: 0,
            applied: Vec::new(),
            tax,
            choice: Choice::default(),
            fee: 0,
            slot: None,
        });
    }
    // One order everywhere, so that two checkouts never wait for each other.
    drafts.sort_by_key(|d| (d.part.tenant_id, d.part.store_id));
    Ok((drafts, sum))
}

/// Takes off what promotions say and works out the tax inside what remains. Answers the new sum.
#[must_use]
pub fn discounted(drafts: &mut [Draft], sum: Money, mut outcomes: HashMap<StoreId, Outcome>) -> Money {
    let mut off = 0;
    for draft in drafts {
        let Some(outcome) = outcomes.remove(&draft.part.store_id).filter(|o| o.discount > 0) else {
            continue;
        };
        for line in &mut draft.lines {
            line.discount = outcome.lines.get(&line.held.line_id).copied().unwrap_or_default();
        }
        let remains = |l: &Line| (l.total.amount - l.discount, l.held.tax_rate_bp);
        let taxes = tax::included(&draft.lines.iter().map(remains).collect::<Vec<_>>());
        for (line, tax) in draft.lines.iter_mut().zip(&taxes) {
            line.tax = *tax;
        }
        draft.tax = taxes.iter().sum::<i64>() + draft.tax_of_fee(draft.fee - outcome.fee);
        draft.discount = outcome.discount;
        draft.total.amount -= outcome.discount;
        draft.applied = outcome.applied;
        off += outcome.discount;
    }
    Money::new(sum.amount - off, sum.currency)
}

fn one_currency(parts: &[Part]) -> Result<Currency, Refusal> {
    let mut all = parts.iter().flat_map(|p| &p.lines).map(|l| l.unit_price.currency);
    let first = all.next().ok_or(Refusal::Empty)?;
    if parts.iter().any(|p| p.lines.is_empty()) {
        return Err(Refusal::Empty);
    }
    if all.all(|c| c == first) { Ok(first) } else { Err(Refusal::MixedCurrencies) }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use souk_events::Currency;

    use super::*;

    pub(in crate::domain) fn part(lines: Vec<(i64, i32)>, currency: Currency) -> Part {
        let lines = lines
            .into_iter()
            .map(|(price, quantity)| Held {
                line_id: LineId::new(),
                product_id: ProductId::new(),
                variant_id: VariantId::new(),
                title: "Tajine".into(),
                words: None,
                variant_title: String::new(),
                variant_words: None,
                modifiers: Vec::new(),
                quantity,
                unit_price: Money::new(price, currency),
                tax_rate_bp: 1000,
            })
            .collect();
        Part {
            tenant_id: TenantId::new(),
            store_id: StoreId::new(),
            store_name: "Chez Nour".into(),
            store_slug: "chez-nour".into(),
            timezone: chrono_tz::Europe::Paris,
            hold_id: HoldId::new(),
            lines,
        }
    }

    proptest! {
        #[test]
        fn the_checkout_is_the_sum_of_its_lines(
            carts in proptest::collection::vec(proptest::collection::vec((0..=10_000_000_i64, 1..=99_i32), 1..8), 1..5)
        ) {
            let expected: i64 = carts.iter().flatten().map(|(p, q)| p * i64::from(*q)).sum();
            let (drafts, sum) = draft(carts.into_iter().map(|c| part(c, Currency::EUR)).collect()).unwrap();
            prop_assert_eq!(sum.amount, expected);
            prop_assert_eq!(drafts.iter().map(|d| d.total.amount).sum::<i64>(), expected);
            for d in drafts {
                prop_assert_eq!(d.lines.iter().map(|l| l.tax).sum::<i64>(), d.tax);
                prop_assert!(d.tax <= d.total.amount);
            }
        }
    }

    #[test]
    fn currencies_do_not_mix_and_sums_do_not_overflow() {
        let jpy: Currency = "JPY".parse().unwrap();
        let mixed = vec![part(vec![(100, 1)], Currency::EUR), part(vec![(100, 1)], jpy)];
        assert_eq!(draft(mixed).unwrap_err(), Refusal::MixedCurrencies);
        assert_eq!(
            draft(vec![part(vec![(i64::MAX, 2)], Currency::EUR)]).unwrap_err(),
            Refusal::Money(MoneyError::Overflow)
        );
        assert_eq!(draft(vec![]).unwrap_err(), Refusal::Empty);
    }
}
