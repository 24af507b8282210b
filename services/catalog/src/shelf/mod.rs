//! The shelf: published products of all stores in memory, for lists, details, search and quotes.
//!
//! It is made from the tables at start and kept fresh by the writers of this process (after their commit) and by a
//! poll of the `change` table (writers of other processes).
mod facets;
mod index;
mod item;
mod narrow;
mod near;
mod nodes;
mod places;
mod refresh;
mod rows;
mod search;
mod tree;

use std::{
    collections::HashMap,
    sync::{
        PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::{DateTime, Utc};
use souk_events::{ProductId, StoreId, VariantId};
use souk_kit::Problem;
use tokio::sync::broadcast;

pub use facets::{Facets, PriceRange};
pub use item::{Image, Item, Shown, StoreCard, Variant, WIDTHS};
pub use narrow::Filter;
pub use near::StoreFilter;
pub use nodes::Node;
pub use refresh::run;
pub use search::{Found, Order, Place, Wish};
pub use tree::Branch;

use crate::domain::modifier::Group;
use places::Places;

/// The read model of one process.
pub struct Shelf {
    places: RwLock<Places>,
    ready: AtomicBool,
    /// Held from reading rows to putting them: what was read earlier is never put later.
    turn: tokio::sync::Mutex<()>,
    bell: broadcast::Sender<Rung>,
}

/// What shows something else now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// A product.
    Product(ProductId),
    /// A store, and with it all it sells.
    Store(StoreId),
}

/// Rings that wait for a slow listener; one that missed some looks at everything.
const RINGS: usize = 1_024;

impl Shelf {
    /// An empty shelf that answers nothing until it was filled; `most` bounds its memory.
    #[must_use]
    pub fn new(most: usize) -> Self {
        let places = RwLock::new(Places::new(most));
        let (ready, turn) = (AtomicBool::new(false), tokio::sync::Mutex::default());
        Self { places, ready, turn, bell: broadcast::Sender::new(RINGS) }
    }

    /// A look at the shelf. Do not hold it across an await.
    ///
    /// # Errors
    /// 503 until it was filled for the first time.
    pub fn look(&self) -> Result<Look<'_>, Problem> {
        if self.ready.load(Ordering::Acquire) {
            Ok(Look(self.places.read().unwrap_or_else(PoisonError::into_inner)))
        } else {
            Err(Problem { retry_after: Some(1), ..Problem::unavailable("catalog_loading") })
        }
    }

    fn change(&self) -> RwLockWriteGuard<'_, Places> {
        self.places.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over counters that were just committed; older ones than those known are ignored.
    pub fn set_stock(&self, changes: &[(VariantId, i64, i64)]) {
        let mut changed = Vec::new();
        {
            let mut places = self.change();
            for (variant, available, version) in changes {
                changed.extend(places.set_stock(*variant, *available, *version));
            }
        }
        self.ring(changed.into_iter().map(Rung::Product));
    }

    /// Listens for what shows something else, from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Rung> {
        self.bell.subscribe()
    }

    fn ring(&self, changed: impl IntoIterator<Item = Rung>) {
        for rung in changed {
            // Nobody listening is fine.
            let _ = self.bell.send(rung);
        }
    }
}

/// A consistent look at the shelf.
pub struct Look<'a>(RwLockReadGuard<'a, Places>);

impl Look<'_> {
    /// A store by id.
    #[must_use]
    pub fn store(&self, id: StoreId) -> Option<&StoreCard> {
        self.0.store(id)
    }
    /// A store by id or slug.
    #[must_use]
    pub fn store_named(&self, name: &str) -> Option<&StoreCard> {
        self.0.store_named(name)
    }
    /// All stores, by name.
    #[must_use]
    pub fn stores(&self) -> Vec<&StoreCard> {
        self.0.stores()
    }
    /// How many products of a store are shown.
    #[must_use]
    pub fn products_of(&self, store: StoreId) -> usize {
        self.0.products_of(store)
    }
    /// A product by id.
    #[must_use]
    pub fn product(&self, id: ProductId) -> Option<Shown<'_>> {
        self.0.product(id)
    }
    /// A product by id or slug.
    #[must_use]
    pub fn product_named(&self, name: &str) -> Option<Shown<'_>> {
        self.0.product_named(name)
    }
    /// A variant with its product.
    #[must_use]
    pub fn variant(&self, id: VariantId) -> Option<(Shown<'_>, &Variant)> {
        self.0.variant(id)
    }
    /// The modifier groups that go with a product, in order.
    #[must_use]
    pub fn groups(&self, item: &Item) -> Vec<&Group> {
        self.0.groups(item)
    }
    /// One page of the products that a wish is for.
    #[must_use]
    pub fn find(&self, wish: &Wish<'_>) -> Found<'_> {
        self.0.find(wish)
    }
    /// The newest products of all stores.
    #[must_use]
    pub fn newest(&self, limit: usize) -> Found<'_> {
        let filter = Filter::default();
        let (query, order, after) = (None, Order::Newest, None);
        self.0.find(&Wish { query, filter: &filter, order, after, limit, facets: false })
    }
    /// What merchants want to be shown first and can be had, newest first; of one store so many at most.
    #[must_use]
    pub fn featured(&self, at: DateTime<Utc>, limit: usize, of_store: usize) -> Found<'_> {
        let mut taken: Map<StoreId, usize> = Map::new();
        let now = at.timestamp_micros();
        let had =
            self.0.featured().iter().filter(|(_, doc)| self.0.facts(*doc).is_some_and(|f| f.can_be_had(now)));
        let shown =
            had.filter_map(|(place, doc)| Some((*place, self.0.shown(*doc)?))).filter(|(_, shown)| {
                let taken = taken.entry(shown.store.id).or_default();
                *taken += 1;
                *taken <= of_store
            });
        Found { shown: shown.take(limit).collect(), facets: None, corrected: None }
    }
    /// The categories in which a store has products, as its merchant ordered them.
    #[must_use]
    pub fn tree(&self, store: StoreId) -> Vec<Branch<'_>> {
        self.0.tree(store)
    }
    /// The categories on the way to one of a store's, outermost first; empty for what it has not.
    #[must_use]
    pub fn way_to(&self, store: StoreId, category: &str) -> Vec<&Node> {
        self.0.way_to(store, category)
    }
    /// The categories on the way to where a product stands, outermost first.
    #[must_use]
    pub fn stands(&self, product: ProductId) -> Vec<&Node> {
        self.0.stands(product)
    }
}

/// Stores and products by their keys; used by [`places`].
type Map<K, V> = HashMap<K, V>;
