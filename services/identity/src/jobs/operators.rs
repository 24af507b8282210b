//! What operators of the platform do: looking at a view ends by itself, and merchants are told what was done to orders.
use souk_events::{Envelope, TenantId, orders::v1::OrderIntervened};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError, Timer, TimerHandler};
use uuid::Uuid;

use crate::{
    State,
    app::{impersonations, mailing},
    store::memberships,
};

/// Ends one whose time is over.
pub struct EndImpersonation(pub State);

impl TimerHandler for EndImpersonation {
    const KIND: &'static str = impersonations::TIMER;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let id: Uuid = timer.key.parse()?;
        impersonations::end(conn, id, "time", self.0.clock.now()).await?;
        Ok(())
    }
}

/// Writes to the owners of a shop that the platform stepped in. Why stands with the order.
pub struct OnOrderIntervened(pub State);

impl Consumer for OnOrderIntervened {
    type Event = OrderIntervened;
    const NAME: &'static str = "identity.on_order_intervened";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderIntervened>) -> Result<(), HandlerError> {
        let said = event.data;
        let tenant: TenantId = said.tenant_id.parse()?;
        let link = format!("{}/dashboard/orders/{}", self.0.public_url, said.order_id);
        let owners = memberships::owners(conn, tenant).await?;
        let args = [("number", said.number.as_str()), ("link", &link)];
        mailing::queue_to(conn, &self.0, &owners, "intervened", &args).await?;
        mailing::ring(&self.0);
        Ok(())
    }
}
