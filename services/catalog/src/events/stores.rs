//! Stores and tenants as identity tells them: full state, the newest version wins.
use souk_events::{
    Envelope,
    identity::v1::{StoreSaved, TenantSaved, TenantStatus},
};
use souk_kit::{Conn, Scope, db};
use souk_outbox::{Consumer, HandlerError};

use crate::{
    state::State,
    store::stores::{self, Told},
};

/// Takes a store over.
pub struct OnStoreSaved(pub State);

impl Consumer for OnStoreSaved {
    type Event = StoreSaved;
    const NAME: &'static str = "catalog.on_store_saved";

    async fn handle(&self, conn: &mut Conn, event: Envelope<StoreSaved>) -> Result<(), HandlerError> {
        let store = event.data;
        let told = Told {
            tenant_id: store.tenant_id.parse()?,
            id: store.store_id.parse()?,
            slug: store.slug,
            name: store.name,
            currency: store.currency,
            country: store.country,
            timezone: store.timezone,
            language: store.language,
            active: store.active,
            told_version: store.version,
            changed_at: self.0.clock.now(),
        };
        db::enter(conn, Scope::Tenant(told.tenant_id)).await?;
        Ok(stores::hear(conn, &told).await?)
    }
}

/// Shows or hides the stores of a tenant.
pub struct OnTenantSaved;

impl Consumer for OnTenantSaved {
    type Event = TenantSaved;
    const NAME: &'static str = "catalog.on_tenant_saved";

    async fn handle(&self, conn: &mut Conn, event: Envelope<TenantSaved>) -> Result<(), HandlerError> {
        let tenant = event.data.tenant_id.parse()?;
        let active = event.data.status() != TenantStatus::Suspended;
        db::enter(conn, Scope::Tenant(tenant)).await?;
        Ok(stores::hear_tenant(conn, tenant, active, event.data.version).await?)
    }
}
