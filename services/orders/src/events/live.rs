//! A customer of a live said yes, or her deposit was looked at.
use souk_events::{
    ContactId, Envelope, OrderId, ReservationGroupId,
    reservations::v1::{ContactErased, DepositChanged, ReservationConfirmed},
};
use souk_kit::{Clock, Conn, Problem, erasure, mail_queue::MailQueue, seal::Sealer};
use souk_outbox::{Asker, Consumer, HandlerError};

use crate::{
    app::live_order,
    clients::reservations::{Known, Reservations},
    store::sought,
};

/// Makes the order.
pub struct OnReservationConfirmed {
    /// Knows who ordered.
    pub reservations: Reservations,
    /// Seals the contact.
    pub sealer: Sealer,
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// The only clock.
    pub clock: Clock,
}

impl Asker for OnReservationConfirmed {
    type Event = ReservationConfirmed;
    type Answer = Known;
    const NAME: &'static str = "orders.on_reservation_confirmed";

    fn ordered_by(&self, event: &Envelope<ReservationConfirmed>) -> Option<String> {
        Some(event.data.group_id.clone())
    }

    async fn ask(&self, event: &Envelope<ReservationConfirmed>) -> Result<Known, HandlerError> {
        Ok(self.reservations.customer(&event.data.group_id).await?)
    }

    async fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<ReservationConfirmed>,
        answer: &Known,
    ) -> Result<(), HandlerError> {
        let Some(tenant) = event.meta.tenant else { return Ok(()) };
        let tools = (&self.sealer, &self.mails);
        live_order::place(conn, tools, tenant, &event.data, answer, self.clock.now()).await?;
        Ok(())
    }
}

/// Takes an order whose deposit was decided: a rejected one is paid on delivery.
pub struct OnDepositChanged {
    /// Mails that wait to be sent.
    pub mails: MailQueue,
    /// The only clock.
    pub clock: Clock,
}

impl Consumer for OnDepositChanged {
    type Event = DepositChanged;
    const NAME: &'static str = "orders.on_deposit_changed";

    fn ordered_by(&self, event: &Envelope<DepositChanged>) -> Option<String> {
        Some(event.data.group_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<DepositChanged>) -> Result<(), HandlerError> {
        let Some(tenant) = event.meta.tenant else { return Ok(()) };
        let fact = &event.data;
        // Of several deposits of an order the last decision counts. What is no order yet is none of this module's business.
        let state = if fact.group_state.is_empty() { &fact.state } else { &fact.group_state };
        if !fact.group_id.is_empty() {
            let group: ReservationGroupId = fact.group_id.parse()?;
            if !sought::set_deposit(conn, OrderId(group.0), state).await? {
                return Err(Problem::not_found().into());
            }
        }
        let decided = matches!(state.as_str(), "deposit_approved" | "deposit_rejected");
        if fact.group_id.is_empty() || !(decided || fact.cancels_order) {
            return Ok(());
        }
        let group: ReservationGroupId = fact.group_id.parse()?;
        let what = (OrderId(group.0), fact.cancels_order);
        live_order::deposit_decided(conn, &self.mails, tenant, what, self.clock.now()).await?;
        Ok(())
    }
}

/// A customer of a live had her data erased: name, number and address of her orders are readable no more.
pub struct OnContactErased;

impl Consumer for OnContactErased {
    type Event = ContactErased;
    const NAME: &'static str = "orders.on_contact_erased";

    async fn handle(&self, conn: &mut Conn, event: Envelope<ContactErased>) -> Result<(), HandlerError> {
        let Some(tenant) = event.meta.tenant else { return Ok(()) };
        let contact: ContactId = event.data.contact_id.parse()?;
        souk_kit::db::enter(conn, souk_kit::Scope::Tenant(tenant)).await?;
        sought::forget(conn, tenant, &contact.to_string()).await?;
        erasure::forget(conn, contact).await?;
        Ok(())
    }
}
