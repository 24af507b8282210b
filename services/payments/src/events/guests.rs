//! A visitor signed in: what they owe and paid belongs to the user now.
use souk_events::{Envelope, GuestId, UserId, identity::v1::GuestMerged};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError};

use crate::store::intents;

/// Hands it over. The second time there is nothing left to hand over.
pub struct OnGuestMerged;

impl Consumer for OnGuestMerged {
    type Event = GuestMerged;
    const NAME: &'static str = "payments.on_guest_merged";

    fn ordered_by(&self, event: &Envelope<GuestMerged>) -> Option<String> {
        Some(event.data.user_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<GuestMerged>) -> Result<(), HandlerError> {
        let (from, to): (GuestId, UserId) = (event.data.guest_id.parse()?, event.data.user_id.parse()?);
        intents::hand_over(conn, &from.to_string(), &to.to_string()).await?;
        Ok(())
    }
}
