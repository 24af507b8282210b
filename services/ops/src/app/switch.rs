//! Switches a module on or off, for everybody or for one tenant.
use souk_events::{TenantId, UserId, ops::v1::ModuleSwitched};
use souk_kit::Problem;

use super::record::{self, OPERATOR};
use crate::{
    State,
    error::Refusal,
    store::{audit, switches},
};

/// What an operator wants.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The module.
    pub module: String,
    /// For one tenant, or for everybody.
    pub tenant: Option<TenantId>,
    /// On or off.
    pub on: bool,
    /// Why.
    pub reason: String,
}

/// Decides, tells everybody, and puts it on record: together or not at all.
///
/// # Errors
/// An unknown module, one that is required, or the database.
pub async fn switch(state: &State, actor: UserId, wish: Wish) -> Result<switches::Switch, Problem> {
    if !state.modules.has(&wish.module) {
        return Err(Refusal::UnknownModule.into());
    }
    if !wish.on {
        let manifest = state.modules.manifest(&wish.module).await;
        let manifest = manifest.ok_or_else(|| Refusal::Silent(wish.module.clone()))?;
        if !manifest.optional {
            return Err(Refusal::Required(wish.module).into());
        }
    }
    let now = state.clock.now();
    let Wish { module, tenant, on, reason } = wish;
    let target = tenant.map_or_else(|| module.clone(), |tenant| format!("{module} {tenant}"));
    let action = if on { "switch_on" } else { "switch_off" };
    let note = record::entry(state, actor, action, target, reason.clone());
    state
        .db
        .write(OPERATOR, async |conn| {
            let revision = switches::next_revision(conn).await?;
            let new = switches::Switch {
                module,
                tenant_id: tenant,
                on,
                revision,
                changed_at: now,
                changed_by: actor.to_string(),
                reason,
            };
            switches::set(conn, &new).await?;
            audit::write(conn, &audit::New { outcome: format!("revision {revision}"), ..note }).await?;
            let told = ModuleSwitched {
                module: new.module.clone(),
                tenant_id: tenant.map(|t| t.to_string()).unwrap_or_default(),
                on,
                revision,
            };
            souk_outbox::publish(conn, &souk_kit::meta(tenant), now, &told).await?;
            Ok(new)
        })
        .await
}
