//! A customer of a live said yes, or her deposit was looked at.
use souk_events::{
    Envelope, OrderId, ReservationGroupId,
    reservations::v1::{DepositChanged, ReservationConfirmed},
};
use souk_kit::{Clock, Conn, mail_queue::MailQueue, seal::Sealer};
use souk_outbox::{Asker, Consumer, HandlerError};

use crate::{
    app::live_order,
    clients::reservations::{Known, Reservations},
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
        if !matches!(event.data.state.as_str(), "deposit_approved" | "deposit_rejected") {
            return Ok(());
        }
        let group: ReservationGroupId = event.data.group_id.parse()?;
        live_order::deposit_decided(conn, &self.mails, tenant, OrderId(group.0), self.clock.now()).await?;
        Ok(())
    }
}
