//! Stores as identity tells them: full state, the newest version wins.
use souk_events::{Envelope, identity::v1::StoreSaved};
use souk_kit::{Conn, Scope, db};
use souk_outbox::{Consumer, HandlerError};

use crate::store::stores::{self, Store};

/// Takes a store over.
pub struct OnStoreSaved;

impl Consumer for OnStoreSaved {
    type Event = StoreSaved;
    const NAME: &'static str = "reservations.on_store_saved";

    async fn handle(&self, conn: &mut Conn, event: Envelope<StoreSaved>) -> Result<(), HandlerError> {
        let said = event.data;
        let row = Store {
            tenant_id: said.tenant_id.parse()?,
            store_id: said.store_id.parse()?,
            name: said.name,
            currency: said.currency,
            timezone: said.timezone,
            language: said.language,
            version: said.version,
        };
        db::enter(conn, Scope::Tenant(row.tenant_id)).await?;
        Ok(stores::save(conn, &row).await?)
    }
}
