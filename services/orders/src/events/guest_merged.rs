//! A visitor signed in: cart and orders belong to the user now, sealed with the user's key.
use souk_events::{Envelope, GuestId, Subject, UserId, identity::v1::GuestMerged};
use souk_kit::{Clock, Conn, seal::Sealer};
use souk_outbox::{Consumer, HandlerError};

use crate::{
    domain::promotion::PLATFORM,
    store::{cart, cart_codes, checkouts, orders, redemptions},
};

/// Hands over what the visitor owned. The second time there is nothing left to hand over.
pub struct OnGuestMerged {
    /// Opens with the visitor's key, seals with the user's.
    pub sealer: Sealer,
    /// The only clock.
    pub clock: Clock,
}

impl Consumer for OnGuestMerged {
    type Event = GuestMerged;
    const NAME: &'static str = "orders.on_guest_merged";

    fn ordered_by(&self, event: &Envelope<GuestMerged>) -> Option<String> {
        Some(event.data.user_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<GuestMerged>) -> Result<(), HandlerError> {
        let from = Subject::Guest(event.data.guest_id.parse::<GuestId>()?);
        let to = Subject::User(event.data.user_id.parse::<UserId>()?);
        cart::merge(conn, from, to).await?;
        checkouts::hand_over(conn, from, to).await?;
        let (now, owner) = (self.clock.now(), to.to_string());
        cart_codes::hand_over(conn, from, to).await?;
        let all = orders::all_of(conn, from).await?;
        let mut discounted: Vec<_> = all.iter().filter(|o| o.discount > 0).map(|o| o.tenant_id).collect();
        if !discounted.is_empty() {
            discounted.push(PLATFORM);
            redemptions::hand_over(conn, &discounted, from, to).await?;
        }
        for order in all {
            // An old order has lost its contact, and stays without.
            let contact = if order.contact.is_empty() {
                Vec::new()
            } else {
                let plain = self.sealer.open(conn, &order.contact).await?;
                self.sealer.seal(conn, order.tenant_id, &owner, now, &plain).await?
            };
            let note = match &order.note {
                Some(sealed) => {
                    let plain = self.sealer.open(conn, sealed).await?;
                    Some(self.sealer.seal(conn, order.tenant_id, &owner, now, &plain).await?)
                }
                None => None,
            };
            for line in orders::lines(conn, &[order.id]).await? {
                let Some(sealed) = &line.note else { continue };
                let plain = self.sealer.open(conn, sealed).await?;
                let note = self.sealer.seal(conn, order.tenant_id, &owner, now, &plain).await?;
                orders::reseal_line(conn, &line, note).await?;
            }
            orders::hand_over(conn, order.id, to, contact, note).await?;
        }
        Ok(())
    }
}
