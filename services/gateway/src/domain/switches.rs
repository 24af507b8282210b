//! Which modules are off, for everybody or for one tenant.
use serde::{Deserialize, Serialize};

/// One switch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// Which module.
    pub module: String,
    /// For whom; none for the whole platform.
    #[serde(default)]
    pub tenant_id: Option<String>,
    /// On or off.
    pub on: bool,
}

/// What `ops` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switches {
    /// Grows with every change.
    pub revision: i64,
    /// Every switch that was ever touched.
    pub switches: Vec<Switch>,
}

impl Switches {
    /// Is the module on for this caller? A page without a tenant's staff asks about the platform alone.
    #[must_use]
    pub fn on(&self, module: &str, tenant: Option<&str>) -> bool {
        !self.switches.iter().any(|s| {
            !s.on && s.module == module && (s.tenant_id.is_none() || s.tenant_id.as_deref() == tenant)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(module: &str, tenant: Option<&str>) -> Switch {
        Switch { module: module.into(), tenant_id: tenant.map(Into::into), on: false }
    }

    #[test]
    fn off_for_the_platform_is_off_for_all_and_off_for_a_tenant_for_its_staff() {
        let switches =
            Switches { revision: 1, switches: vec![off("catalog", None), off("orders", Some("ten_1"))] };
        assert!(!switches.on("catalog", None) && !switches.on("catalog", Some("ten_2")));
        assert!(switches.on("orders", None) && switches.on("orders", Some("ten_2")));
        assert!(!switches.on("orders", Some("ten_1")));
        assert!(switches.on("ops", None));
    }
}
