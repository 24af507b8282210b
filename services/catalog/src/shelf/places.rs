//! Where things lie on the shelf: by number, id, slug, store and age.
use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering},
};

use souk_events::{CategoryId, Currency, ModifierGroupId, ProductId, StoreId, TenantId, VariantId};

use super::{
    Map,
    facets::{StoreNumbers, range},
    index::{Doc, Extra, Index, LAST},
    item::{Item, Shown, StoreCard, Variant},
    nodes::Nodes,
    search::Place,
};
use crate::domain::{
    category::Category,
    kind::{self, PartInput, ProductKind},
    modifier::Group,
    synonym::Synonyms,
};

/// What filters need of a product, side by side in memory.
#[derive(Clone, Copy)]
pub struct Facts {
    pub id: ProductId,
    pub store: u32,
    pub place: u32,
    pub price: i64,
    pub currency: Currency,
    pub range: u8,
    pub in_stock: bool,
    pub published: i64,
    /// Sold out by hand until then, in microseconds.
    pub sold_out_until: i64,
    pub kind: ProductKind,
}

impl Facts {
    /// Whether it can be had at a moment, in microseconds.
    pub fn can_be_had(&self, at: i64) -> bool {
        self.in_stock && self.sold_out_until <= at
    }
}

/// A product with what search finds it by beside its own words.
struct Slot {
    item: Arc<Item>,
    extra: Extra,
}

/// A number as an index.
pub fn at(doc: u32) -> usize {
    usize::try_from(doc).unwrap_or(usize::MAX)
}

/// All places.
#[derive(Default)]
pub struct Places {
    most: usize,
    stores: Map<StoreId, StoreCard>,
    store_slugs: Map<String, StoreId>,
    store_numbers: StoreNumbers,
    slots: Vec<Option<Slot>>,
    facts: Vec<Option<Facts>>,
    free: Vec<Doc>,
    ids: Map<ProductId, Doc>,
    slugs: Map<Arc<str>, Doc>,
    variants: Map<VariantId, (Doc, u16)>,
    newest: BTreeSet<(Place, Doc)>,
    featured: BTreeSet<(Place, Doc)>,
    by_store: Map<StoreId, BTreeSet<(Place, Doc)>>,
    nodes: Nodes,
    synonyms: Map<TenantId, Arc<Synonyms>>,
    groups: Map<ModifierGroupId, Group>,
    groups_of: Map<TenantId, Vec<ModifierGroupId>>,
    index: Index,
    /// The bundles on the shelf that a variant is in, or would be in if it were here.
    bundles: Map<VariantId, BTreeSet<ProductId>>,
}

fn place(item: &Item) -> Place {
    Place(-item.published_at.timestamp_micros(), item.id)
}

impl Places {
    pub fn new(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    pub fn docs(&self) -> usize {
        self.slots.len()
    }
    pub fn index(&self) -> &Index {
        &self.index
    }
    pub fn facts(&self, doc: Doc) -> Option<&Facts> {
        self.facts.get(at(doc))?.as_ref()
    }
    pub fn knows(&self, category: CategoryId) -> bool {
        self.nodes.number(category).is_some()
    }
    pub fn nodes(&self) -> &Nodes {
        &self.nodes
    }
    pub fn store_numbers(&self) -> &StoreNumbers {
        &self.store_numbers
    }
    pub fn store_numbered(&self, number: u32) -> Option<&StoreCard> {
        self.stores.get(&self.store_numbers.id(number)?)
    }
    /// Products by age, newest first: those of a store, or all.
    pub fn by_age(&self, store: Option<StoreId>) -> Option<&BTreeSet<(Place, Doc)>> {
        store.map_or(Some(&self.newest), |store| self.by_store.get(&store))
    }
    /// Those that their merchants want to be shown first, newest first.
    pub fn featured(&self) -> &BTreeSet<(Place, Doc)> {
        &self.featured
    }
    pub fn shown(&self, doc: Doc) -> Option<Shown<'_>> {
        let item = self.slots.get(at(doc))?.as_ref()?.item.as_ref();
        let category = self.facts(doc).and_then(|facts| self.nodes.get(facts.place));
        Some(Shown { item, store: self.stores.get(&item.store)?, category })
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
    /// The modifier groups that go with a product, in order.
    pub fn groups(&self, item: &Item) -> Vec<&Group> {
        item.modifier_groups.iter().filter_map(|id| self.groups.get(id)).collect()
    }
    pub fn knows_groups(&self, ids: &[ModifierGroupId]) -> bool {
        ids.iter().all(|id| self.groups.contains_key(id))
    }
    pub fn doc(&self, id: ProductId) -> Option<Doc> {
        self.ids.get(&id).copied()
    }
    pub fn variant(&self, id: VariantId) -> Option<(Shown<'_>, &Variant)> {
        let (doc, number) = *self.variants.get(&id)?;
        let shown = self.shown(doc)?;
        Some((shown, shown.item.variants.get(usize::from(number))?))
    }

    /// Takes over counters; says which products show something else now.
    pub fn set_stock(&mut self, variant: VariantId, available: i64, version: i64) -> Vec<ProductId> {
        let Some((shown, known)) = self.variant(variant) else { return Vec::new() };
        known.set_stock(available, version);
        let id = shown.item.id;
        self.recount(id);
        let mut changed = self.recount_bundles(&[variant]);
        changed.push(id);
        changed
    }

    /// Notes what filters need of a product's stock as it is now: the cheapest that can be had is the price that
    /// filters and orders know.
    fn recount(&mut self, id: ProductId) {
        let Some(doc) = self.doc(id) else { return };
        let Some(item) = self.slots.get(at(doc)).and_then(Option::as_ref).map(|slot| Arc::clone(&slot.item))
        else {
            return;
        };
        if let Some(facts) = self.facts.get_mut(at(doc)).and_then(Option::as_mut) {
            let price = item.cheapest().map_or(0, |variant| variant.price);
            (facts.in_stock, facts.price) = (item.is_in_stock(), price);
            (facts.range, facts.sold_out_until) = (range(price, facts.currency), item.out_until());
        }
    }

    /// Reckons anew how many there are of the bundles that some variants are in.
    fn recount_bundles(&mut self, variants: &[VariantId]) -> Vec<ProductId> {
        let found: BTreeSet<ProductId> =
            variants.iter().filter_map(|id| self.bundles.get(id)).flatten().copied().collect();
        for id in &found {
            self.derive(*id);
            self.recount(*id);
        }
        found.into_iter().collect()
    }

    /// What follows for a bundle from what is on the shelf of its parts.
    fn derive(&self, id: ProductId) {
        let Some(slot) = self.known(id).filter(|slot| !slot.item.parts.is_empty()) else { return };
        let part = |of: &PartInput| self.variant(of.variant_id);
        let left = slot.item.parts.iter().map(|of| (part(of).map(|(_, v)| v.available()), of.quantity));
        let left = kind::bundles(left);
        slot.item.variants.iter().for_each(|variant| variant.derive(left));
        let until = slot.item.parts.iter().filter_map(part).map(|(shown, _)| shown.item.out_until()).max();
        slot.item.parts_out_until.store(until.unwrap_or(0), Ordering::Relaxed);
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
        products.into_iter().for_each(|p| drop(self.take(p)));
        if let Some(store) = self.stores.remove(&id) {
            self.store_slugs.remove(&store.slug);
        }
    }

    /// Takes over a merchant's modifier groups.
    pub fn set_groups(&mut self, tenant: TenantId, groups: Vec<Group>) {
        let ids = groups.iter().map(|group| group.id).collect();
        for former in self.groups_of.insert(tenant, ids).unwrap_or_default() {
            self.groups.remove(&former);
        }
        self.groups.extend(groups.into_iter().map(|group| (group.id, group)));
    }

    /// Takes over a merchant's categories and synonyms; says which products are found by other words now.
    pub fn set_words(&mut self, tenant: TenantId, rows: Vec<Category>, synonyms: Synonyms) -> Vec<ProductId> {
        self.nodes.set(tenant, rows);
        self.synonyms.insert(tenant, Arc::new(synonyms));
        let own = self.stores.values().filter(|store| store.tenant == tenant).map(|store| store.id);
        let docs = own.filter_map(|store| self.by_store.get(&store)).flatten().map(|(_, doc)| *doc);
        let slots = docs.filter_map(|doc| self.slots.get(at(doc))?.as_ref());
        let changed = |slot: &&Slot| self.extra(&slot.item) != slot.extra;
        slots.filter(changed).map(|slot| slot.item.id).collect()
    }

    /// Lets a product be found by what its merchant's categories and synonyms say now.
    pub fn reindex(&mut self, id: ProductId) {
        let Some(doc) = self.ids.get(&id).copied() else { return };
        let Some(item) = self.slots.get(at(doc)).and_then(Option::as_ref).map(|slot| Arc::clone(&slot.item))
        else {
            return;
        };
        let extra = self.extra(&item);
        if let Some(slot) = self.slots.get_mut(at(doc)).and_then(Option::as_mut) {
            self.index.remove(doc, &item, &slot.extra);
            self.index.add(doc, &item, &extra);
            slot.extra = extra;
        }
        self.note(doc);
    }

    /// What search finds a product by beside its own words.
    fn extra(&self, item: &Item) -> Extra {
        let tenant = self.stores.get(&item.store).map(|store| store.tenant);
        let synonyms = tenant.and_then(|tenant| self.synonyms.get(&tenant)).map(Arc::clone);
        let node = item.category_id.and_then(|id| self.nodes.number(id));
        let line = node.and_then(|node| self.nodes.get(node)).map(|node| Arc::clone(&node.line));
        let names = line.unwrap_or_else(|| Arc::from(item.category.as_ref()));
        Extra { names, synonyms: synonyms.unwrap_or_default() }
    }

    /// Notes what filters need of a product as it is now.
    fn note(&mut self, doc: Doc) {
        let Some(item) = self.slots.get(at(doc)).and_then(Option::as_ref).map(|slot| Arc::clone(&slot.item))
        else {
            return;
        };
        let price = item.cheapest().map_or(0, |variant| variant.price);
        let currency = self.stores.get(&item.store).map_or(Currency::EUR, |store| store.currency);
        let facts = Facts {
            id: item.id,
            store: self.store_numbers.number(item.store),
            place: self.nodes.place_of(&item),
            price,
            currency,
            range: range(price, currency),
            in_stock: item.is_in_stock(),
            published: item.published_at.timestamp_micros(),
            sold_out_until: item.out_until(),
            kind: item.kind,
        };
        if let Some(slot) = self.facts.get_mut(at(doc)) {
            *slot = Some(facts);
        }
    }

    fn known(&self, id: ProductId) -> Option<&Slot> {
        self.slots.get(at(*self.ids.get(&id)?))?.as_ref()
    }

    /// Puts a product on the shelf, or its newer version in place of the older one; says which products show something
    /// else now.
    pub fn put(&mut self, item: Item) -> Vec<ProductId> {
        let id = item.id;
        let former = self.known(id).into_iter().flat_map(|slot| &slot.item.variants);
        let variants: Vec<VariantId> = item.variants.iter().chain(former).map(|v| v.id).collect();
        self.lay(item);
        let mut changed = self.recount_bundles(&variants);
        changed.push(id);
        changed
    }

    fn lay(&mut self, item: Item) {
        if let Some(former) = self.known(item.id).map(|slot| Arc::clone(&slot.item)) {
            if former.version > item.version {
                return;
            }
            for variant in &item.variants {
                if let Some(known) = former.variants.iter().find(|v| v.id == variant.id) {
                    variant.keep_newer(known);
                }
            }
            self.lift(item.id);
        }
        if self.ids.len() >= self.most {
            tracing::warn!(product = %item.id, most = self.most, "the shelf is full: shelf.max_products");
            return;
        }
        let new = || u32::try_from(self.slots.len()).ok().filter(|doc| *doc <= LAST);
        let Some(doc) = self.free.pop().or_else(new) else { return };
        if at(doc) == self.slots.len() {
            self.slots.push(None);
            self.facts.push(None);
        }
        let extra = self.extra(&item);
        self.index.add(doc, &item, &extra);
        self.ids.insert(item.id, doc);
        self.slugs.insert(Arc::clone(&item.slug), doc);
        for (number, variant) in (0..).zip(&item.variants) {
            self.variants.insert(variant.id, (doc, number));
        }
        for part in &item.parts {
            self.bundles.entry(part.variant_id).or_default().insert(item.id);
        }
        let id = item.id;
        self.newest.insert((place(&item), doc));
        item.featured.then(|| self.featured.insert((place(&item), doc)));
        self.by_store.entry(item.store).or_default().insert((place(&item), doc));
        if let Some(slot) = self.slots.get_mut(at(doc)) {
            *slot = Some(Slot { item: Arc::new(item), extra });
        }
        self.derive(id);
        self.note(doc);
    }

    /// Takes a product off the shelf; says which products show something else now.
    pub fn take(&mut self, id: ProductId) -> Vec<ProductId> {
        let variants: Vec<VariantId> =
            self.known(id).into_iter().flat_map(|slot| slot.item.variants.iter().map(|v| v.id)).collect();
        self.lift(id);
        let mut changed = self.recount_bundles(&variants);
        changed.push(id);
        changed
    }

    fn lift(&mut self, id: ProductId) {
        let Some(doc) = self.ids.remove(&id) else { return };
        if let Some(fact) = self.facts.get_mut(at(doc)) {
            *fact = None;
        }
        let Some(Slot { item, extra }) = self.slots.get_mut(at(doc)).and_then(Option::take) else { return };
        self.index.remove(doc, &item, &extra);
        self.slugs.remove(&item.slug);
        for variant in &item.variants {
            self.variants.remove(&variant.id);
        }
        for part in &item.parts {
            let known = self.bundles.get_mut(&part.variant_id);
            if known.is_some_and(|bundles| bundles.remove(&id) && bundles.is_empty()) {
                self.bundles.remove(&part.variant_id);
            }
        }
        self.newest.remove(&(place(&item), doc));
        self.featured.remove(&(place(&item), doc));
        if let Some(own) = self.by_store.get_mut(&item.store) {
            own.remove(&(place(&item), doc));
        }
        self.free.push(doc);
    }
}
