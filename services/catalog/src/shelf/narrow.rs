//! What a list is narrowed to, and which products pass.
use chrono::{DateTime, Utc};
use souk_events::{Currency, StoreId};

use super::{
    facets::{CATEGORY, KIND, PRICE, STOCK, STORE},
    nodes::{Nodes, Wanted},
    places::{Facts, Places},
};
use crate::domain::kind::ProductKind;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Products of this store.
    pub store: Option<StoreId>,
    /// Products of this category and those below it: an address part or id with a store, else a name, accents and
    /// case aside.
    pub category: Option<String>,
    /// From this price on, in minor units.
    pub min_price: Option<i64>,
    /// Up to this price, in minor units.
    pub max_price: Option<i64>,
    /// Only prices in this currency.
    pub currency: Option<Currency>,
    /// Only products of this kind.
    pub kind: Option<ProductKind>,
    /// Only what can be had.
    pub in_stock: bool,
    /// The moment that counts for it.
    pub at: DateTime<Utc>,
}

/// A filter by numbers.
pub struct Narrow {
    category: Option<Wanted>,
    /// `Some(None)`: a store that shows nothing.
    store: Option<Option<u32>>,
    prices: (i64, i64),
    currency: Option<Currency>,
    kind: Option<ProductKind>,
    in_stock: bool,
    at: i64,
}

impl Narrow {
    /// The category, when it is narrowed to one.
    pub fn category(&self) -> Option<Wanted> {
        self.category
    }

    /// What of the filter a product does not pass, as bits.
    pub fn fails(&self, facts: &Facts, nodes: &Nodes) -> u8 {
        let mut fails = 0;
        if self.category.is_some_and(|wanted| !nodes.fits(facts.place, wanted)) {
            fails |= CATEGORY;
        }
        if self.store.is_some_and(|store| store != Some(facts.store)) {
            fails |= STORE;
        }
        let (from, to) = self.prices;
        if facts.price < from || facts.price > to || self.currency.is_some_and(|c| c != facts.currency) {
            fails |= PRICE;
        }
        if self.kind.is_some_and(|kind| kind != facts.kind) {
            fails |= KIND;
        }
        if self.in_stock && !facts.can_be_had(self.at) {
            fails |= STOCK;
        }
        fails
    }
}

impl Places {
    /// A filter by the numbers of today.
    pub fn narrow(&self, filter: &Filter) -> Narrow {
        let tenant = filter.store.and_then(|id| self.store(id)).map(|store| store.tenant);
        Narrow {
            category: filter.category.as_deref().map(|word| self.nodes().wanted(tenant, word)),
            store: filter.store.map(|id| self.store_numbers().known(id)),
            prices: (filter.min_price.unwrap_or(0), filter.max_price.unwrap_or(i64::MAX)),
            currency: filter.currency,
            kind: filter.kind,
            in_stock: filter.in_stock,
            at: filter.at.timestamp_micros(),
        }
    }
}
