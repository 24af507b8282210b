//! A store exists or changed: its words are kept for the board.
use souk_events::{Envelope, identity::v1::StoreSaved};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError};

use crate::store::stores::{self, Store};

/// Keeps the newest state of each store.
pub struct OnStoreSaved;

impl Consumer for OnStoreSaved {
    type Event = StoreSaved;
    const NAME: &'static str = "orders.on_store_saved";

    async fn handle(&self, conn: &mut Conn, event: Envelope<StoreSaved>) -> Result<(), HandlerError> {
        let said = event.data;
        let row = Store {
            tenant_id: said.tenant_id.parse()?,
            store_id: said.store_id.parse()?,
            name: said.name,
            slug: said.slug,
            currency: said.currency,
            timezone: said.timezone,
            version: said.version,
        };
        stores::save(conn, &row).await?;
        Ok(())
    }
}
