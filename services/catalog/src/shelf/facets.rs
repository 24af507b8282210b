//! What the products found have in common, counted in one pass: each kind as if it alone were not narrowed.
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::{DateTime, Utc};
use souk_events::{Currency, StoreId};
use souk_kit::Lang;

use super::{
    Map,
    item::StoreCard,
    nodes::{Node, Wanted},
    places::{Facts, Places, at},
};
use crate::domain::{kind::ProductKind, titles::Titles};

/// Bits of what a product does not pass.
pub const CATEGORY: u8 = 1;
pub const STORE: u8 = 2;
pub const PRICE: u8 = 4;
pub const STOCK: u8 = 8;
pub const KIND: u8 = 16;

/// Where price ranges begin, in whole units of the currency.
const BOUNDS: [i64; 9] = [0, 5, 10, 20, 50, 100, 200, 500, 1_000];
/// Values of one kind that are named.
const MOST: usize = 12;

/// Numbers counted without looking at those that never come.
struct Counter {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Counter {
    fn new(length: usize) -> Self {
        Self { counts: vec![0; length], touched: Vec::new() }
    }
    fn add(&mut self, number: u32) {
        let Some(count) = self.counts.get_mut(at(number)) else { return };
        if *count == 0 {
            self.touched.push(number);
        }
        *count += 1;
    }
    fn all(&self) -> impl Iterator<Item = (u32, usize)> {
        self.touched.iter().map(|number| (*number, self.counts.get(at(*number)).copied().map_or(0, at)))
    }
}

/// The counts of one search.
pub struct Tally {
    nodes: Counter,
    stores: Counter,
    prices: Vec<(Currency, [usize; BOUNDS.len()])>,
    kinds: [usize; ProductKind::ALL.len()],
    in_stock: usize,
    all: usize,
    at: i64,
}

/// A price range with how many products are in it; `to` is the first price above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// The currency.
    pub currency: Currency,
    /// From here on, in minor units.
    pub from: i64,
    /// Up to but not with it; none without an end.
    pub to: Option<i64>,
    /// How many.
    pub count: usize,
}

/// What the products found have in common.
#[derive(Debug)]
pub struct Facets<'a> {
    /// How many were found.
    pub all: usize,
    /// Names of categories, those above included, largest first.
    pub categories: Vec<(&'a str, usize)>,
    /// Names one level below the category that is narrowed to, the outermost without one, largest first.
    pub level: Vec<(&'a str, usize)>,
    /// Names above the category that is narrowed to, outermost first, as they stand above most of what was found.
    pub above: Vec<&'a str>,
    /// What these categories are called in further languages, by those names.
    titles: BTreeMap<&'a str, Vec<&'a Titles>>,
    /// Stores, largest first.
    pub stores: Vec<(&'a StoreCard, usize)>,
    /// Price ranges, cheapest first; those of the most common currency.
    pub prices: Vec<PriceRange>,
    /// Kinds that were found, goods first.
    pub kinds: Vec<(ProductKind, usize)>,
    /// How many can be had.
    pub in_stock: usize,
}

impl Facets<'_> {
    /// What a category is called in a language, by a name that is told here; none where it is the same.
    #[must_use]
    pub fn label(&self, name: &str, lang: Lang) -> Option<&str> {
        let said = self.titles.get(name)?.iter().find_map(|titles| titles.get(lang.code()));
        said.map(String::as_str).filter(|said| *said != name)
    }
}

/// A whole amount in the currency's minor units.
fn minor(units: i64, currency: Currency) -> i64 {
    units.saturating_mul(10_i64.saturating_pow(currency.exponent()))
}

/// The number of the range that a price falls into.
pub fn range(price: i64, currency: Currency) -> u8 {
    let reached = BOUNDS.partition_point(|bound| minor(*bound, currency) <= price);
    u8::try_from(reached.saturating_sub(1)).unwrap_or_default()
}

impl Tally {
    /// Nothing counted yet; `at` is the moment for which things can be had.
    pub fn new(nodes: usize, stores: usize, at: DateTime<Utc>) -> Self {
        Self {
            nodes: Counter::new(nodes),
            stores: Counter::new(stores),
            prices: Vec::new(),
            kinds: [0; ProductKind::ALL.len()],
            in_stock: 0,
            all: 0,
            at: at.timestamp_micros(),
        }
    }

    /// Counts a product that does not pass `fails`: in every kind when it passes all, else in the kind it fails.
    pub fn see(&mut self, facts: &Facts, fails: u8) {
        self.all += usize::from(fails == 0);
        if fails & !CATEGORY == 0 {
            self.nodes.add(facts.place);
        }
        if fails & !STORE == 0 {
            self.stores.add(facts.store);
        }
        if fails & !PRICE == 0 {
            let known = self.prices.iter().position(|(currency, _)| *currency == facts.currency);
            let slot = known.unwrap_or(self.prices.len());
            if known.is_none() {
                self.prices.push((facts.currency, [0; BOUNDS.len()]));
            }
            let counts = self.prices.get_mut(slot).map(|(_, counts)| counts);
            let count = counts.and_then(|counts| counts.get_mut(usize::from(facts.range)));
            count.into_iter().for_each(|count| *count += 1);
        }
        if fails & !KIND == 0 {
            let counts = ProductKind::ALL.iter().zip(&mut self.kinds);
            counts.filter(|(kind, _)| **kind == facts.kind).for_each(|(_, count)| *count += 1);
        }
        if fails & !STOCK == 0 {
            self.in_stock += usize::from(facts.can_be_had(self.at));
        }
    }

    /// The counts by name; `wanted` is the category that is narrowed to.
    pub fn named(self, places: &Places, wanted: Option<Wanted>) -> Facets<'_> {
        let nodes = places.nodes();
        let (mut names, mut level): (Map<u32, usize>, Map<u32, usize>) = Default::default();
        let mut ways: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
        let mut translated = BTreeSet::new();
        for (node, count) in self.nodes.all() {
            translated.extend(nodes.get(node).into_iter().flat_map(Node::way));
            for name in nodes.get(node).into_iter().flat_map(|node| node.names()) {
                *names.entry(name).or_default() += count;
            }
            if let Some(name) = nodes.below(node, wanted) {
                *level.entry(name).or_default() += count;
            }
            if let Some(wanted) = wanted.filter(|wanted| nodes.fits(node, *wanted)) {
                *ways.entry(nodes.above(node, wanted)).or_default() += count;
            }
        }
        let said = |counts: Map<u32, usize>| {
            let named = counts.into_iter().filter_map(|(name, n)| Some((nodes.name(name)?, n)));
            largest(named.collect(), |name| *name)
        };
        let above = ways.into_iter().max_by_key(|(_, n)| *n).map(|(way, _)| way).unwrap_or_default();
        let stores = self.stores.all().filter_map(|(store, n)| Some((places.store_numbered(store)?, n)));
        let mut titles: BTreeMap<&str, Vec<&Titles>> = BTreeMap::new();
        for node in translated.into_iter().filter_map(|number| nodes.get(number)) {
            if let Some(name) = nodes.value(node).filter(|_| !node.titles.is_empty()) {
                titles.entry(name).or_default().push(&node.titles);
            }
        }
        let most = |counts: &[usize; BOUNDS.len()]| counts.iter().sum::<usize>();
        let prices = self.prices.iter().max_by_key(|(_, counts)| most(counts));
        Facets {
            all: self.all,
            categories: said(names),
            level: said(level),
            above: above.into_iter().filter_map(|name| nodes.name(name)).collect(),
            titles,
            stores: largest(stores.collect(), |store| (store.name.as_str(), store.id)),
            prices: prices.map(|(currency, counts)| ranges(*currency, counts)).unwrap_or_default(),
            kinds: ProductKind::ALL.into_iter().zip(self.kinds).filter(|(_, n)| *n > 0).collect(),
            in_stock: self.in_stock,
        }
    }
}

fn largest<T, K: Ord>(mut counted: Vec<(T, usize)>, key: impl Fn(&T) -> K) -> Vec<(T, usize)> {
    counted.sort_by_key(|(value, n)| (Reverse(*n), key(value)));
    counted.truncate(MOST);
    counted
}

fn ranges(currency: Currency, counts: &[usize]) -> Vec<PriceRange> {
    let range = |(i, count): (usize, &usize)| {
        let from = minor(*BOUNDS.get(i)?, currency);
        let to = BOUNDS.get(i + 1).map(|bound| minor(*bound, currency));
        (*count > 0).then_some(PriceRange { currency, from, to, count: *count })
    };
    counts.iter().enumerate().filter_map(range).collect()
}

/// Ids of stores by number.
#[derive(Default)]
pub struct StoreNumbers {
    ids: Vec<StoreId>,
    numbers: Map<StoreId, u32>,
}

impl StoreNumbers {
    /// The number of a store, a new one for a new store.
    pub fn number(&mut self, id: StoreId) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let known = *self.numbers.entry(id).or_insert(next);
        if known == next {
            self.ids.push(id);
        }
        known
    }
    /// The number of a store that has products.
    pub fn known(&self, id: StoreId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }
    /// The store of a number.
    pub fn id(&self, number: u32) -> Option<StoreId> {
        self.ids.get(at(number)).copied()
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_fall_into_ranges_of_their_currency() {
        assert_eq!(range(0, Currency::EUR), 0);
        assert_eq!(range(499, Currency::EUR), 0);
        assert_eq!(range(500, Currency::EUR), 1);
        assert_eq!(range(12_345_600, Currency::EUR), 8);
        let named = ranges(Currency::EUR, &[0, 2, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(named.len(), 2);
        assert_eq!(
            (named[0].from, named[0].to, named[1].from, named[1].to),
            (500, Some(1_000), 100_000, None)
        );
    }
}
