//! The category tree of a store as its customers see it: what has products, with how many.
use souk_events::{ProductId, StoreId};

use super::{
    Map,
    nodes::{Node, Wanted},
    places::Places,
};

/// A category that has products in a store.
#[derive(Clone, Copy, Debug)]
pub struct Branch<'a> {
    /// Its number.
    pub number: u32,
    /// The category.
    pub node: &'a Node,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Products in it and below it.
    pub count: usize,
}

impl Places {
    /// See [`super::Look::tree`].
    pub fn tree(&self, store: StoreId) -> Vec<Branch<'_>> {
        let mut counts: Map<u32, usize> = Map::new();
        for (_, doc) in self.by_age(Some(store)).into_iter().flatten() {
            let place = self.facts(*doc).and_then(|facts| self.nodes().get(facts.place));
            place.into_iter().flat_map(Node::way).for_each(|n| *counts.entry(n).or_default() += 1);
        }
        let own = self.store(store).map_or(&[][..], |store| self.nodes().of(store.tenant));
        let mut bare: Vec<u32> = counts.keys().copied().filter(|number| !own.contains(number)).collect();
        bare.sort_unstable();
        let branch = |number: u32| {
            let node = self.nodes().get(number)?;
            let count = counts.get(&number).copied()?;
            Some(Branch { number, node, depth: node.way().count().saturating_sub(1), count })
        };
        own.iter().copied().chain(bare).filter_map(branch).collect()
    }

    /// See [`super::Look::way_to`].
    pub fn way_to(&self, store: StoreId, word: &str) -> Vec<&Node> {
        let tenant = self.store(store).map(|store| store.tenant);
        match self.nodes().wanted(tenant, word) {
            Wanted::Node(number) => self.nodes().way(number),
            Wanted::Name(name) => {
                let named = |branch: &Branch<'_>| branch.node.names().last() == Some(name);
                self.tree(store).into_iter().find(named).map_or_else(Vec::new, |b| self.nodes().way(b.number))
            }
            Wanted::Nothing => Vec::new(),
        }
    }

    /// See [`super::Look::stands`].
    pub fn stands(&self, product: ProductId) -> Vec<&Node> {
        let facts = self.doc(product).and_then(|doc| self.facts(doc));
        facts.map_or_else(Vec::new, |facts| self.nodes().way(facts.place))
    }
}
