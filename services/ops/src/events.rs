//! Hears every fact of the platform and keeps it.
use souk_events::RawEvent;
use souk_kit::Clock;
use souk_outbox::{Conn, HandlerError, RawConsumer};

use crate::store;

/// Writes each fact to the event log, once.
pub struct KeepEveryFact {
    /// Says when it arrived.
    pub clock: Clock,
}

impl RawConsumer for KeepEveryFact {
    const NAME: &'static str = "ops.keep_every_fact";
    const BINDING: &'static str = "#";

    async fn handle(&self, conn: &mut Conn, event: RawEvent) -> Result<(), HandlerError> {
        store::events::keep(conn, &event, self.clock.now()).await?;
        Ok(())
    }
}
