//! Hears what customers agree to at checkouts, and asks for their contacts.
use std::time::Duration;

use souk_events::{Envelope, orders::v1::OptInGiven};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError};
use tokio_util::sync::CancellationToken;

use crate::{
    State,
    app::opt_ins::{self, Given},
    domain::consent::Purpose,
};

/// Adds it to the ledger.
pub struct OnOptInGiven(pub State);

impl Consumer for OnOptInGiven {
    type Event = OptInGiven;
    const NAME: &'static str = "identity.on_opt_in_given";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OptInGiven>) -> Result<(), HandlerError> {
        let said = event.data;
        let mut agreed = Vec::new();
        for one in said.agreed {
            // What a later release asks for is not known here: it is not agreed to.
            let Some(purpose) = Purpose::parse(&one.purpose) else { continue };
            let hash =
                hex::decode(&one.text_sha256).map_err(|_| HandlerError::refused("no hash of a text"))?;
            agreed.push((purpose, hash));
        }
        let given = Given {
            tenant: event.meta.tenant.ok_or_else(|| HandlerError::refused("no merchant is named"))?,
            order: said.order_id.parse()?,
            store: said.store_id.parse()?,
            customer: said.customer.parse()?,
            text_version: said.text_version,
            agreed,
            at: event.time,
        };
        opt_ins::record(conn, given).await?;
        self.0.opted_in.notify_one();
        Ok(())
    }
}

/// Asks for contacts until the module stops.
pub(super) async fn run(state: &State, stop: &CancellationToken) {
    let every = Duration::from_secs(state.config.opt_ins.look_seconds);
    while !stop.is_cancelled() {
        if let Err(error) = opt_ins::fetch(state).await {
            tracing::warn!(%error, "contacts of opt-ins are not asked for");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = state.opted_in.notified() => {}
            () = tokio::time::sleep(every) => {}
        }
    }
}
