//! The routing table: whose path is this?
use std::{collections::HashMap, sync::Arc};

use souk_kit::{Manifest, manifest::SlotEntry};

use super::switches::Switches;

/// A module that takes part.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name in the gateway's configuration.
    pub name: String,
    /// `http://host:port`, without a slash at the end.
    pub base: String,
    /// What it says about itself.
    pub manifest: Manifest,
}

impl Module {
    /// Is it on for a caller of this tenant? A required module cannot be off.
    #[must_use]
    pub fn on(&self, switches: &Switches, tenant: Option<&str>) -> bool {
        !self.manifest.optional || switches.on(&self.name, tenant)
    }
}

/// All modules and their prefixes.
#[derive(Clone, Debug, Default)]
pub struct Table {
    modules: Vec<Arc<Module>>,
    owners: HashMap<String, Arc<Module>>,
}

impl Table {
    /// The owner of the longest prefix, by whole segments. The prefix `/` covers the root page alone.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Arc<Module>> {
        self.route(path).map(|(_, owner)| owner)
    }

    /// That prefix with its owner.
    #[must_use]
    pub fn route(&self, path: &str) -> Option<(&str, &Arc<Module>)> {
        let mut rest = path;
        while !rest.is_empty() {
            let found = self.owners.get_key_value(rest).filter(|_| rest != "/" || path == "/");
            if let Some((prefix, owner)) = found {
                return Some((prefix, owner));
            }
            rest = rest.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
        None
    }

    /// The owner of exactly this prefix.
    #[must_use]
    pub fn owner(&self, prefix: &str) -> Option<&Arc<Module>> {
        self.owners.get(prefix)
    }

    /// A module by name.
    #[must_use]
    pub fn module(&self, name: &str) -> Option<&Arc<Module>> {
        self.modules.iter().find(|m| m.name == name)
    }

    /// Every module, in the order of the configuration.
    #[must_use]
    pub fn modules(&self) -> &[Arc<Module>] {
        &self.modules
    }

    /// Who gives fragments to a slot, in their order.
    #[must_use]
    pub fn providers(&self, slot: &str) -> Vec<(Arc<Module>, SlotEntry)> {
        let mut found: Vec<_> = self
            .modules
            .iter()
            .flat_map(|m| m.manifest.slots.iter().map(move |s| (m, s)))
            .filter(|(_, s)| s.slot == slot)
            .map(|(m, s)| (Arc::clone(m), s.clone()))
            .collect();
        found.sort_by_key(|(_, s)| s.order);
        found
    }

    /// Adds a module with all its prefixes.
    pub(super) fn add(&mut self, module: Module) {
        let module = Arc::new(module);
        for prefix in &module.manifest.prefixes {
            self.owners.insert(prefix.clone(), Arc::clone(&module));
        }
        self.modules.push(module);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::default();
        for (name, prefixes) in
            [("storefront", &["/", "/account"][..]), ("orders", &["/account/orders", "/v1/orders"])]
        {
            let manifest =
                Manifest::new(name, "1", prefixes).slot("home.main", if name == "orders" { 1 } else { 2 }, 0);
            table.add(Module { name: name.into(), base: "http://127.0.0.1:1".into(), manifest });
        }
        table
    }

    #[test]
    fn the_longest_prefix_wins_by_segment() {
        let table = table();
        let owner = |path: &str| table.find(path).map(|m| m.name.clone());
        assert_eq!(owner("/account/orders/ord_1").as_deref(), Some("orders"));
        assert_eq!(owner("/account/ordersx").as_deref(), Some("storefront"));
        assert_eq!(owner("/").as_deref(), Some("storefront"));
        assert_eq!(owner("/v1/orders").as_deref(), Some("orders"));
        assert_eq!(owner("/nowhere"), None, "the root prefix is no catch-all");
    }

    #[test]
    fn providers_come_in_their_order() {
        let names: Vec<_> = table().providers("home.main").iter().map(|(m, _)| m.name.clone()).collect();
        assert_eq!(names, ["orders", "storefront"]);
    }
}
