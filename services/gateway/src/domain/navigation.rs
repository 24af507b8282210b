//! Which entries of an area's navigation a person sees, and which one is current.
use souk_kit::{Lang, manifest, token::Role};

use super::{path, routes::Table, switches::Switches};

/// What of a person decides what is shown.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Signed in.
    pub known: bool,
    /// The tenant the person works for.
    pub tenant: Option<String>,
    /// The role there.
    pub role: Option<Role>,
    /// Operator of the platform.
    pub admin: bool,
}

/// The area of a navigation placeholder.
#[must_use]
pub fn area(name: &str) -> Option<manifest::Area> {
    Some(match name {
        "public" => manifest::Area::Public,
        "dashboard" => manifest::Area::Dashboard,
        "courier" => manifest::Area::Courier,
        "ops" => manifest::Area::Ops,
        "account" => manifest::Area::Account,
        _ => return None,
    })
}

/// The entries in their order, the one of the current path marked.
#[must_use]
pub fn entries(
    table: &Table,
    switches: &Switches,
    area: manifest::Area,
    person: &Person,
    lang: Lang,
    here: &str,
) -> Vec<souk_ui::NavEntry> {
    let sees = |entry: &manifest::NavEntry| {
        entry.area == area
            && (area != manifest::Area::Ops || person.admin)
            && (area != manifest::Area::Account || person.known)
            && entry.role.is_none_or(|needed| person.role.is_some_and(|has| has >= needed))
    };
    let mut seen: Vec<(&str, &manifest::NavEntry)> = table
        .modules()
        .iter()
        .filter(|m| m.on(switches, person.tenant.as_deref()))
        .flat_map(|m| m.manifest.navigation.iter().map(|e| (m.name.as_str(), e)))
        .filter(|(_, e)| sees(e))
        .collect();
    seen.sort_by_key(|(_, e)| e.order);
    let current = current(table, &seen, here).map(str::to_owned);
    seen.into_iter()
        .map(|(_, e)| souk_ui::NavEntry {
            label: label(e, lang),
            active: current.as_deref() == Some(&e.path),
            path: e.path.clone(),
            icon: e.icon.clone(),
        })
        .collect()
}

/// The path of the entry that a page belongs to: the nearest above it. A page right below the area's home that another
/// module owns belongs to that module's first entry.
fn current<'a>(table: &Table, seen: &[(&str, &'a manifest::NavEntry)], here: &str) -> Option<&'a str> {
    // Everything is under `/`, which is current on the home page alone.
    let above =
        |entry: &manifest::NavEntry| path::under(here, &entry.path) && (entry.path != "/" || here == "/");
    let (module, nearest) =
        seen.iter().filter(|(_, e)| above(e)).max_by_key(|(_, e)| e.path.len()).copied()?;
    let owner = table.find(here).map(|m| m.name.as_str()).filter(|owner| *owner != module);
    let first = owner.and_then(|owner| seen.iter().find(|(name, _)| *name == owner));
    Some(&first.map_or(nearest, |(_, e)| e).path)
}

fn label(entry: &manifest::NavEntry, lang: Lang) -> String {
    let in_lang = |l: Lang| entry.label.get(l.code());
    in_lang(lang)
        .or_else(|| in_lang(Lang::En))
        .or_else(|| entry.label.values().next())
        .unwrap_or(&entry.path)
        .clone()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use souk_kit::Manifest;

    use super::*;
    use crate::domain::{registry, switches::Switch};

    fn table() -> Table {
        let mut manifest = Manifest::new("orders", "1", &["/dashboard/orders"]);
        for (path, order, role) in [
            ("/dashboard/money", 30, Some(Role::Manager)),
            ("/dashboard/orders", 20, Some(Role::Agent)),
            ("/dashboard", 10, None),
        ] {
            manifest.navigation.push(manifest::NavEntry {
                area: manifest::Area::Dashboard,
                path: path.into(),
                icon: "store".into(),
                order,
                label: BTreeMap::from([
                    ("fr".into(), format!("fr {path}")),
                    ("en".into(), format!("en {path}")),
                ]),
                role,
            });
        }
        let origin = registry::Origin { name: "orders".into(), base: "http://h:1".into() };
        registry::table(&[(origin, manifest)], &Table::default()).0
    }

    fn paths(switches: &Switches, role: Option<Role>) -> Vec<(String, bool)> {
        let person = Person { known: true, tenant: Some("ten_1".into()), role, admin: false };
        entries(&table(), switches, manifest::Area::Dashboard, &person, Lang::Ar, "/dashboard/orders/ord_1")
            .into_iter()
            .map(|e| (e.path, e.active))
            .collect()
    }

    #[test]
    fn roles_order_and_the_current_entry() {
        let on = Switches::default();
        assert_eq!(
            paths(&on, Some(Role::Agent)),
            [("/dashboard".into(), false), ("/dashboard/orders".into(), true)]
        );
        assert_eq!(paths(&on, None).len(), 1);
        assert_eq!(paths(&on, Some(Role::Owner)).len(), 3);
    }

    #[test]
    fn a_page_without_an_entry_belongs_to_its_module_s_first() {
        let mut manifest = Manifest::new("catalog", "1", &["/dashboard/products", "/dashboard/categories"]);
        for (path, order) in [("/dashboard/products", 30), ("/dashboard/store", 60)] {
            manifest.navigation.push(manifest::NavEntry {
                area: manifest::Area::Dashboard,
                path: path.into(),
                icon: "package".into(),
                order,
                label: BTreeMap::from([("en".into(), path.into())]),
                role: None,
            });
        }
        let origin = |name: &str| registry::Origin { name: name.into(), base: "http://h:1".into() };
        let orders = table().module("orders").unwrap().manifest.clone();
        let known = [(origin("orders"), orders), (origin("catalog"), manifest)];
        let table = registry::table(&known, &Table::default()).0;
        let marked = |here: &str| -> Vec<String> {
            let person = Person { known: true, ..Person::default() };
            let seen =
                entries(&table, &Switches::default(), manifest::Area::Dashboard, &person, Lang::En, here);
            seen.into_iter().filter(|e| e.active).map(|e| e.path).collect()
        };
        assert_eq!(marked("/dashboard/categories/cat_1"), ["/dashboard/products"]);
        assert_eq!(marked("/dashboard/products/prd_1"), ["/dashboard/products"]);
        assert_eq!(marked("/dashboard"), ["/dashboard"]);
        assert_eq!(marked("/legal/terms"), Vec::<String>::new());
    }

    #[test]
    fn an_account_is_for_who_is_signed_in() {
        let mut manifest = Manifest::new("loyalty", "1", &["/account/points"]);
        manifest.navigation.push(manifest::NavEntry {
            area: manifest::Area::Account,
            path: "/account/points".into(),
            icon: "star".into(),
            order: 50,
            label: BTreeMap::from([("en".into(), "Points".into())]),
            role: None,
        });
        let origin = registry::Origin { name: "loyalty".into(), base: "http://h:1".into() };
        let table = registry::table(&[(origin, manifest)], &Table::default()).0;
        let seen = |known| {
            let person = Person { known, ..Person::default() };
            entries(&table, &Switches::default(), manifest::Area::Account, &person, Lang::En, "/account")
                .len()
        };
        assert_eq!((seen(true), seen(false)), (1, 0));
    }

    #[test]
    fn off_is_gone() {
        let off = Switch { module: "orders".into(), tenant_id: Some("ten_1".into()), on: false };
        assert_eq!(paths(&Switches { revision: 1, switches: vec![off] }, Some(Role::Owner)), []);
    }
}
