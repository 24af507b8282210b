//! Where things lie on the shelf: by number, id, slug, store and age.
use std::{collections::BTreeSet, sync::Arc};

use souk_events::{ProductId, StoreId, VariantId};

use super::{
    Map,
    index::{Doc, Index},
    item::{Item, Shown, StoreCard, Variant},
    search::{Found, Place},
};
use crate::domain::text::fold;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Products of this store.
    pub store: Option<StoreId>,
    /// Products of this category, accents and case aside.
    pub category: Option<String>,
}

/// What filters need of a product, side by side in memory.
#[derive(Clone, Copy)]
pub struct Facts {
    pub id: ProductId,
    pub store: StoreId,
    pub category: u32,
}

/// A product's number as an index.
pub fn at(doc: u32) -> usize {
    usize::try_from(doc).unwrap_or(usize::MAX)
}

/// All places.
pub struct Places {
    most: usize,
    stores: Map<StoreId, StoreCard>,
    store_slugs: Map<String, StoreId>,
    items: Vec<Option<Arc<Item>>>,
    facts: Vec<Option<Facts>>,
    free: Vec<Doc>,
    ids: Map<ProductId, Doc>,
    slugs: Map<Box<str>, Doc>,
    variants: Map<VariantId, (Doc, usize)>,
    newest: BTreeSet<(Place, Doc)>,
    by_store: Map<StoreId, BTreeSet<(Place, Doc)>>,
    categories: Vec<String>,
    category_numbers: Map<String, u32>,
    index: Index,
}

fn place(item: &Item) -> Place {
    Place(-item.published_at.timestamp_micros(), item.id)
}

impl Places {
    pub fn new(most: usize) -> Self {
        Self {
            most,
            stores: Map::new(),
            store_slugs: Map::new(),
            items: Vec::new(),
            facts: Vec::new(),
            free: Vec::new(),
            ids: Map::new(),
            slugs: Map::new(),
            variants: Map::new(),
            newest: BTreeSet::new(),
            by_store: Map::new(),
            categories: Vec::new(),
            category_numbers: Map::new(),
            index: Index::default(),
        }
    }

    pub fn docs(&self) -> usize {
        self.items.len()
    }
    pub fn index(&self) -> &Index {
        &self.index
    }
    pub fn facts(&self, doc: Doc) -> Option<&Facts> {
        self.facts.get(at(doc))?.as_ref()
    }
    pub fn category_count(&self) -> usize {
        self.categories.len()
    }
    pub fn category(&self, number: usize) -> Option<&str> {
        self.categories.get(number).map(String::as_str)
    }
    pub fn shown(&self, doc: Doc) -> Option<Shown<'_>> {
        let item = self.items.get(at(doc))?.as_deref()?;
        Some(Shown { item, store: self.stores.get(&item.store)? })
    }

    pub fn store(&self, id: StoreId) -> Option<&StoreCard> {
        self.stores.get(&id)
    }
    pub fn store_named(&self, name: &str) -> Option<&StoreCard> {
        let id = name.parse().ok().or_else(|| self.store_slugs.get(name).copied())?;
        self.stores.get(&id)
    }
    pub fn stores(&self) -> Vec<&StoreCard> {
        let mut all: Vec<_> = self.stores.values().collect();
        all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        all
    }
    pub fn products_of(&self, store: StoreId) -> usize {
        self.by_store.get(&store).map_or(0, BTreeSet::len)
    }
    pub fn product(&self, id: ProductId) -> Option<Shown<'_>> {
        self.shown(*self.ids.get(&id)?)
    }
    pub fn product_named(&self, name: &str) -> Option<Shown<'_>> {
        match self.slugs.get(name) {
            Some(doc) => self.shown(*doc),
            None => self.product(name.parse().ok()?),
        }
    }
    pub fn variant(&self, id: VariantId) -> Option<(Shown<'_>, &Variant)> {
        let (doc, number) = *self.variants.get(&id)?;
        let shown = self.shown(doc)?;
        Some((shown, shown.item.variants.get(number)?))
    }

    pub fn set_stock(&self, variant: VariantId, available: i64, version: i64) {
        if let Some((_, known)) = self.variant(variant) {
            known.set_stock(available, version);
        }
    }

    /// Puts a store up or changes it.
    pub fn put_store(&mut self, store: StoreCard) {
        if let Some(former) = self.stores.get(&store.id) {
            self.store_slugs.remove(&former.slug);
        }
        self.store_slugs.insert(store.slug.clone(), store.id);
        self.stores.insert(store.id, store);
    }

    /// Takes a store away with its products.
    pub fn drop_store(&mut self, id: StoreId) {
        let products: Vec<_> = self.by_store.get(&id).into_iter().flatten().map(|(p, _)| p.1).collect();
        products.into_iter().for_each(|p| self.take(p));
        if let Some(store) = self.stores.remove(&id) {
            self.store_slugs.remove(&store.slug);
        }
    }

    /// Puts a product on the shelf, or its newer version in place of the older one.
    pub fn put(&mut self, item: Item) {
        if let Some(former) =
            self.ids.get(&item.id).and_then(|doc| self.items.get(at(*doc))).and_then(Option::clone)
        {
            if former.version > item.version {
                return;
            }
            for variant in &item.variants {
                if let Some(known) = former.variants.iter().find(|v| v.id == variant.id) {
                    variant.keep_newer(known);
                }
            }
            self.take(item.id);
        }
        if self.ids.len() >= self.most {
            tracing::warn!(product = %item.id, most = self.most, "the shelf is full: shelf.max_products");
            return;
        }
        let doc = self.free.pop().or_else(|| u32::try_from(self.items.len()).ok());
        let Some(doc) = doc else { return };
        if at(doc) == self.items.len() {
            self.items.push(None);
            self.facts.push(None);
        }
        let category = self.category_number(&item.category);
        self.index.add(doc, &item);
        self.ids.insert(item.id, doc);
        self.slugs.insert(item.slug.clone(), doc);
        for (number, variant) in item.variants.iter().enumerate() {
            self.variants.insert(variant.id, (doc, number));
        }
        self.newest.insert((place(&item), doc));
        self.by_store.entry(item.store).or_default().insert((place(&item), doc));
        let facts = Facts { id: item.id, store: item.store, category };
        if let (Some(slot), Some(fact)) = (self.items.get_mut(at(doc)), self.facts.get_mut(at(doc))) {
            *fact = Some(facts);
            *slot = Some(Arc::new(item));
        }
    }

    /// Takes a product off the shelf.
    pub fn take(&mut self, id: ProductId) {
        let Some(doc) = self.ids.remove(&id) else { return };
        if let Some(fact) = self.facts.get_mut(at(doc)) {
            *fact = None;
        }
        let Some(item) = self.items.get_mut(at(doc)).and_then(Option::take) else { return };
        self.index.remove(doc, &item);
        self.slugs.remove(&item.slug);
        for variant in &item.variants {
            self.variants.remove(&variant.id);
        }
        self.newest.remove(&(place(&item), doc));
        if let Some(own) = self.by_store.get_mut(&item.store) {
            own.remove(&(place(&item), doc));
        }
        self.free.push(doc);
    }

    fn category_number(&mut self, name: &str) -> u32 {
        let folded = fold(name);
        if let Some(number) = self.category_numbers.get(&folded) {
            return *number;
        }
        let number = u32::try_from(self.categories.len()).unwrap_or(u32::MAX);
        self.categories.push(name.to_owned());
        self.category_numbers.insert(folded, number);
        number
    }

    /// Whether a product passes a filter. An unknown category passes nothing.
    pub fn passes(&self, filter: &Filter) -> impl Fn(&Facts) -> bool + use<> {
        let store = filter.store;
        let wanted = filter.category.as_deref().map(|name| self.category_numbers.get(&fold(name)).copied());
        move |facts| {
            store.is_none_or(|s| s == facts.store) && wanted.is_none_or(|c| c == Some(facts.category))
        }
    }

    /// See [`super::Look::newest`].
    pub fn newest(&self, filter: &Filter, after: Option<&Place>, limit: usize) -> Found<'_> {
        let all = match filter.store {
            Some(store) => self.by_store.get(&store),
            None => Some(&self.newest),
        };
        let passes = self.passes(filter);
        let start = after.map_or(std::ops::Bound::Unbounded, |p| std::ops::Bound::Excluded((*p, Doc::MAX)));
        let shown = all
            .into_iter()
            .flat_map(|set| set.range((start, std::ops::Bound::Unbounded)))
            .filter(|(_, doc)| self.facts(*doc).is_some_and(&passes))
            .filter_map(|(place, doc)| Some((*place, self.shown(*doc)?)))
            .take(limit + 1)
            .collect();
        Found { shown, categories: Vec::new() }
    }

    /// See [`super::Look::categories`].
    pub fn categories(&self, filter: &Filter, most: usize) -> Vec<(&str, usize)> {
        let passes = self.passes(filter);
        let mut counts = vec![0_usize; self.categories.len()];
        let own = filter.store.and_then(|s| self.by_store.get(&s)).unwrap_or(&self.newest);
        for facts in own.iter().filter_map(|(_, doc)| self.facts(*doc)).filter(|f| passes(f)) {
            if let Some(count) = counts.get_mut(at(facts.category)) {
                *count += 1;
            }
        }
        self.named(&counts, most)
    }
}
