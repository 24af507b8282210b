//! A hold ran out: a checkout that never became orders is over.
use souk_events::{Envelope, catalog::v1::HoldExpired};
use souk_kit::{Clock, Conn};
use souk_outbox::{Consumer, HandlerError};

use crate::store::checkouts::{self, Ending};

/// Ends the open checkout that asked for the hold; a placed one is left alone.
pub struct OnHoldExpired {
    /// The only clock.
    pub clock: Clock,
}

impl Consumer for OnHoldExpired {
    type Event = HoldExpired;
    const NAME: &'static str = "orders.on_hold_expired";

    async fn handle(&self, conn: &mut Conn, event: Envelope<HoldExpired>) -> Result<(), HandlerError> {
        if let Some(checkout) = checkouts::of_hold(conn, event.data.hold_id.parse()?).await? {
            checkouts::close(conn, checkout, Ending::Expired, self.clock.now()).await?;
        }
        Ok(())
    }
}
