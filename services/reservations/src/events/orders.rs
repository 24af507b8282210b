//! What orders tells about orders of a live: the customer is told, and one that ends early gives its stock back.
use souk_events::{
    Envelope, Meta, OrderId, ReservationGroupId,
    orders::v1::{
        OrderCancelled, OrderCompleted, OrderDeparted, OrderPreparing, OrderReduced, OrderRejected,
    },
};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError};

use crate::{
    app::{heard_of, order_news, reduced},
    state::State,
};

/// An order of the shop on the web is none of this module's business: there is no such group.
fn group(order: &str) -> Result<ReservationGroupId, HandlerError> {
    let order: OrderId = order.parse()?;
    Ok(ReservationGroupId(order.0))
}

async fn news(
    state: &State,
    conn: &mut Conn,
    meta: &Meta,
    (order, version): (&str, i64),
    word: &str,
) -> Result<(), HandlerError> {
    let Some(tenant) = meta.tenant else { return Ok(()) };
    order_news::hear(conn, state, tenant, group(order)?, word, version).await?;
    Ok(())
}

async fn ended(
    state: &State,
    conn: &mut Conn,
    meta: &Meta,
    (order, version): (&str, i64),
    reason: &str,
) -> Result<(), HandlerError> {
    let Some(tenant) = meta.tenant else { return Ok(()) };
    heard_of::order_cancelled(conn, state, meta, tenant, group(order)?).await?;
    news(state, conn, meta, (order, version), &format!("cancelled:{reason}")).await
}

/// An order was called off.
pub struct OnOrderCancelled(pub State);

impl Consumer for OnOrderCancelled {
    type Event = OrderCancelled;
    const NAME: &'static str = "reservations.on_order_cancelled";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderCancelled>) -> Result<(), HandlerError> {
        let said = &event.data;
        ended(&self.0, conn, &event.meta, (&said.order_id, said.version), &said.reason).await
    }
}

/// Pieces were taken off an order.
pub struct OnOrderReduced(pub State);

impl Consumer for OnOrderReduced {
    type Event = OrderReduced;
    const NAME: &'static str = "reservations.on_order_reduced";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderReduced>) -> Result<(), HandlerError> {
        let said = &event.data;
        let Some(tenant) = event.meta.tenant else { return Ok(()) };
        let left = said.lines.iter().map(|line| (line.line_id.as_str(), line.quantity)).collect::<Vec<_>>();
        let total = said.total.as_ref().map(|money| money.amount);
        let whose = (tenant, group(&said.order_id)?);
        Ok(reduced::order_reduced(conn, &self.0, &event.meta, whose, &left, total).await?)
    }
}

/// An order was turned down.
pub struct OnOrderRejected(pub State);

impl Consumer for OnOrderRejected {
    type Event = OrderRejected;
    const NAME: &'static str = "reservations.on_order_rejected";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderRejected>) -> Result<(), HandlerError> {
        let said = &event.data;
        ended(&self.0, conn, &event.meta, (&said.order_id, said.version), &said.reason).await
    }
}

/// Work on an order began.
pub struct OnOrderPreparing(pub State);

impl Consumer for OnOrderPreparing {
    type Event = OrderPreparing;
    const NAME: &'static str = "reservations.on_order_preparing";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderPreparing>) -> Result<(), HandlerError> {
        let said = (event.data.order_id.as_str(), event.data.version);
        news(&self.0, conn, &event.meta, said, "preparing").await
    }
}

/// An order is on its way.
pub struct OnOrderDeparted(pub State);

impl Consumer for OnOrderDeparted {
    type Event = OrderDeparted;
    const NAME: &'static str = "reservations.on_order_departed";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderDeparted>) -> Result<(), HandlerError> {
        let said = (event.data.order_id.as_str(), event.data.version);
        news(&self.0, conn, &event.meta, said, "departed").await
    }
}

/// A customer has her order.
pub struct OnOrderCompleted(pub State);

impl Consumer for OnOrderCompleted {
    type Event = OrderCompleted;
    const NAME: &'static str = "reservations.on_order_completed";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderCompleted>) -> Result<(), HandlerError> {
        let said = (event.data.order_id.as_str(), event.data.version);
        news(&self.0, conn, &event.meta, said, "completed").await
    }
}
