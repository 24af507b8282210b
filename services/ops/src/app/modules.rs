//! The modules of the installation with what was decided about them.
use serde::Serialize;
use souk_kit::Problem;

use super::record::OPERATOR;
use crate::{
    State,
    store::{events, switches},
};

/// A module and its switches.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Module {
    /// `catalog`.
    pub name: String,
    /// Its release, when it is known.
    pub version: Option<String>,
    /// Whether it may be switched off; none when it never answered.
    pub optional: Option<bool>,
    /// The decision for everybody; none: on.
    pub platform: Option<switches::Switch>,
    /// Decisions for single tenants.
    pub tenants: Vec<switches::Switch>,
}

impl Module {
    /// Whether it is on for those tenants about whom nothing else was decided.
    #[must_use]
    pub fn on(&self) -> bool {
        self.platform.as_ref().is_none_or(|switch| switch.on)
    }
}

/// All of them, in the configured order, with the names of tenants that have a switch.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The modules.
    pub modules: Vec<Module>,
    /// Tenant id and name, where it is known.
    pub tenants: Vec<(String, String)>,
}

/// Looks at modules and switches.
///
/// # Errors
/// The database. A silent module is shown with what is known of it.
pub async fn overview(state: &State) -> Result<Overview, Problem> {
    let manifests = state.modules.all(|name| state.modules.manifest(name)).await;
    let (mut decided, tenants) = state
        .db
        .read(OPERATOR, async |conn| {
            let all = switches::all(conn).await?;
            let ids: Vec<_> = all.iter().filter_map(|s| s.tenant_id).collect();
            let names = events::tenant_names(conn, &ids).await?;
            Ok::<_, Problem>((all, names))
        })
        .await?;
    let modules = manifests
        .into_iter()
        .map(|(name, manifest)| {
            let mine = decided.extract_if(.., |switch| switch.module == name);
            let (tenants, platform): (Vec<_>, Vec<_>) = mine.partition(|s| s.tenant_id.is_some());
            Module {
                name: name.to_owned(),
                version: manifest.as_ref().map(|m| m.version.clone()),
                optional: manifest.map(|m| m.optional),
                platform: platform.into_iter().next(),
                tenants,
            }
        })
        .collect();
    Ok(Overview { modules, tenants })
}
