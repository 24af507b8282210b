//! A cart as it is now: lines with the catalogue's words and prices, by store.
use souk_events::{Money, StoreId};

use crate::{
    clients::catalog::{Quote, Unsellable},
    domain::{
        fulfilment::Choice,
        modifier::Chosen,
        promotion::{Basket, Explanation, Item, Outcome},
    },
    store::cart::CartLine,
};

/// A line as it is now.
#[derive(Clone, Debug)]
pub struct Line {
    /// What the cart keeps.
    pub kept: CartLine,
    /// What the catalogue says; none while it is away or when it no longer knows the variant.
    pub quote: Option<Quote>,
    /// What promotions take off, minor units.
    pub discount: i64,
    /// Whether its store offers another time.
    pub later: bool,
}

impl Line {
    /// What the pieces cost together, before the discount.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        self.quote.as_ref()?.unit_price.times(i64::from(self.kept.quantity)).ok()
    }
    /// Whether all pieces can be had now.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.quote.as_ref().is_some_and(|q| {
            (q.sellable || self.waits()) && q.available.is_none_or(|n| n >= i64::from(self.kept.quantity))
        })
    }
    /// Whether it can be had at another time only.
    #[must_use]
    pub fn waits(&self) -> bool {
        let why = self.quote.as_ref().filter(|q| !q.sellable).and_then(|q| q.unsellable);
        self.later && why.is_some_and(Unsellable::passes)
    }
    /// What was chosen with it, in today's words.
    #[must_use]
    pub fn chosen(&self) -> &[Chosen] {
        self.quote.as_ref().map_or(&[], |q| &q.modifiers)
    }
}

/// One store's lines.
#[derive(Clone, Debug)]
pub struct Group {
    /// The store.
    pub store_id: StoreId,
    /// Its name.
    pub name: String,
    /// Its page, while the catalogue answers.
    pub slug: Option<String>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// How the customer gets it.
    pub choice: Choice,
    /// What bringing it costs, before the discount.
    pub fee: i64,
    /// What promotions make of it.
    pub outcome: Outcome,
}

impl Group {
    /// Whether some of it can be had at another time only.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.lines.iter().any(Line::waits)
    }
    /// What its lines cost together, before discounts.
    #[must_use]
    pub fn subtotal(&self) -> Option<Money> {
        subtotal(self.lines.iter())
    }
    /// What it costs.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        let sum = self.subtotal()?;
        Some(Money::new(sum.amount + self.extra() - self.outcome.discount, sum.currency))
    }
    /// Fee and tip, before discounts.
    #[must_use]
    pub fn extra(&self) -> i64 {
        self.fee + self.choice.tip
    }
    /// What promotions look at; none without all prices, in one currency.
    pub(super) fn basket(&self) -> Option<Basket> {
        let item = |line: &Line| {
            line.total()?;
            let quote = line.quote.as_ref()?;
            Some(Item {
                id: line.kept.id,
                product_id: line.kept.product_id,
                variant_id: line.kept.variant_id,
                pieces: line.kept.quantity,
                unit_price: quote.unit_price.amount,
            })
        };
        Some(Basket {
            tenant_id: self.lines.first()?.kept.tenant_id,
            store_id: self.store_id,
            currency: self.subtotal()?.currency,
            lines: self.lines.iter().map(item).collect::<Option<_>>()?,
            fee: self.fee,
        })
    }
}

/// A cart as it is now.
#[derive(Clone, Debug, Default)]
pub struct Cart {
    /// By store, in the order stores were added.
    pub groups: Vec<Group>,
    /// Whether the catalogue answered.
    pub priced: bool,
    /// The codes that were entered.
    pub codes: Vec<String>,
    /// Why codes apply nowhere.
    pub refused: Vec<Explanation>,
}

fn subtotal<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<Money> {
    lines.map(Line::total).reduce(|a, b| a?.plus(b?).ok()).flatten()
}

impl Cart {
    /// All lines, store by store.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|g| &g.lines)
    }
    /// What it costs before discounts; none without prices or with several currencies.
    #[must_use]
    pub fn subtotal(&self) -> Option<Money> {
        subtotal(self.lines())
    }
    /// What promotions take off, minor units.
    #[must_use]
    pub fn discount(&self) -> i64 {
        self.groups.iter().map(|g| g.outcome.discount).sum()
    }
    /// What it costs; none without prices or with several currencies.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        let sum = self.subtotal()?;
        let extra: i64 = self.groups.iter().map(Group::extra).sum();
        Some(Money::new(sum.amount + extra - self.discount(), sum.currency))
    }
    /// How many pieces it holds.
    #[must_use]
    pub fn count(&self) -> i64 {
        self.lines().map(|l| i64::from(l.kept.quantity)).sum()
    }
    /// Whether it can become orders as it is.
    #[must_use]
    pub fn can_be_placed(&self) -> bool {
        self.groups.iter().all(|g| g.lines.iter().all(Line::fits)) && self.total().is_some()
    }
}
