//! From what modules say of themselves to one routing table, with a reason for everyone who is left out.
use souk_kit::Manifest;

use super::routes::{Module, Table};

/// Prefixes that belong to the gateway itself.
pub const RESERVED: [&str; 7] =
    ["/internal", "/assets", "/docs", "/health", "/slots", "/ui", "/v1/openapi.json"];

/// One line of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The module's name.
    pub name: String,
    /// `http://host:port`.
    pub base: String,
}

/// Why a module is left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Two modules want one prefix.
    #[error("{module} wants {prefix}, which belongs to {owner}")]
    Taken {
        /// Who came later.
        module: String,
        /// What both want.
        prefix: String,
        /// Who has it.
        owner: String,
    },
    /// The name differs from the configuration's.
    #[error("configured as {configured}, but the manifest says {said}")]
    OtherName {
        /// In the configuration.
        configured: String,
        /// In the manifest.
        said: String,
    },
    /// Not a prefix.
    #[error("{module} declares the prefix {prefix:?}; a prefix looks like /v1/things")]
    NoPrefix {
        /// Whose.
        module: String,
        /// What it says.
        prefix: String,
    },
}

/// Reads `storefront=http://127.0.0.1:8101,identity=…`.
///
/// # Errors
/// The entry that is no `name=http://host:port`, or a name that comes twice.
pub fn origins(setting: &str) -> Result<Vec<Origin>, String> {
    let mut found: Vec<Origin> = Vec::new();
    for entry in setting.split(',').map(str::trim).filter(|e| !e.is_empty()) {
        let wrong = || format!("gateway.modules: {entry:?} is not name=http://host:port");
        let (name, base) = entry.split_once('=').ok_or_else(wrong)?;
        let url = url::Url::parse(base).map_err(|_| wrong())?;
        if url.scheme() != "http" || url.path() != "/" || url.query().is_some() || name.is_empty() {
            return Err(wrong());
        }
        if found.iter().any(|o| o.name == name) {
            return Err(format!("gateway.modules: {name} is listed twice"));
        }
        found.push(Origin { name: name.into(), base: base.trim_end_matches('/').into() });
    }
    Ok(found)
}

/// Builds the table. Modules that already had routes come first, so that a newcomer never takes them away.
#[must_use]
pub fn table(known: &[(Origin, Manifest)], before: &Table) -> (Table, Vec<(String, Refusal)>) {
    let mut table = Table::default();
    let mut refused = Vec::new();
    let (old, new): (Vec<_>, Vec<_>) = known.iter().partition(|(o, _)| before.module(&o.name).is_some());
    for (origin, manifest) in old.into_iter().chain(new) {
        match accept(origin, manifest, &table) {
            Some(refusal) => refused.push((origin.name.clone(), refusal)),
            None => table.add(Module {
                name: origin.name.clone(),
                base: origin.base.clone(),
                manifest: manifest.clone(),
            }),
        }
    }
    (table, refused)
}

fn accept(origin: &Origin, manifest: &Manifest, table: &Table) -> Option<Refusal> {
    if manifest.name != origin.name {
        return Some(Refusal::OtherName { configured: origin.name.clone(), said: manifest.name.clone() });
    }
    let module = || origin.name.clone();
    for prefix in &manifest.prefixes {
        if !well_formed(prefix) {
            return Some(Refusal::NoPrefix { module: module(), prefix: prefix.clone() });
        }
        let reserved = RESERVED.iter().any(|r| super::path::under(prefix, r));
        let owner =
            if reserved { Some("gateway".to_owned()) } else { table.owner(prefix).map(|m| m.name.clone()) };
        if let Some(owner) = owner {
            return Some(Refusal::Taken { module: module(), prefix: prefix.clone(), owner });
        }
    }
    None
}

fn well_formed(prefix: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    prefix == "/"
        || prefix.strip_prefix('/').is_some_and(|p| {
            p.split('/').all(|s| !s.is_empty() && s != "." && s != ".." && s.chars().all(plain))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, prefixes: &[&str]) -> (Origin, Manifest) {
        (Origin { name: name.into(), base: "http://h:1".into() }, Manifest::new(name, "1", prefixes))
    }

    #[test]
    fn two_owners_of_one_prefix_are_refused_with_both_names() {
        let known = [said("orders", &["/cart"]), said("shop", &["/shop", "/cart"])];
        let (table, refused) = table(&known, &Table::default());
        assert!(table.find("/shop").is_none(), "the later module is left out whole");
        let [(name, refusal)] = refused.as_slice() else { panic!("{refused:?}") };
        assert_eq!(name, "shop");
        assert_eq!(refusal.to_string(), "shop wants /cart, which belongs to orders");
    }

    #[test]
    fn a_newcomer_does_not_take_routes_away() {
        let orders = said("orders", &["/cart"]);
        let (before, _) = table(std::slice::from_ref(&orders), &Table::default());
        let (after, refused) = table(&[said("shop", &["/cart"]), orders], &before);
        assert_eq!(after.find("/cart").unwrap().name, "orders");
        assert_eq!(refused.len(), 1);
    }

    #[test]
    fn the_gateways_own_and_odd_prefixes_are_refused() {
        for prefix in ["/internal/x", "/assets", "/v1/openapi.json", "cart", "/a/", "/a//b", "/../x", "/a b"]
        {
            let (_, refused) = table(&[said("orders", &[prefix])], &Table::default());
            assert_eq!(refused.len(), 1, "{prefix}");
        }
    }

    #[test]
    fn the_module_list_is_read() {
        let list = origins("a=http://127.0.0.1:1, b=http://h:2/").unwrap();
        assert_eq!(list.get(1).unwrap().base, "http://h:2");
        for wrong in ["a", "a=ftp://x", "a=http://x,a=http://y", "=http://x", "a=http://x/y"] {
            assert!(origins(wrong).is_err(), "{wrong}");
        }
    }
}
