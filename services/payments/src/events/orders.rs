//! What orders tells: what is owed at the counter, and what goes back.
use souk_events::{
    Envelope, OrderId,
    orders::v1::{OrderCancelled, OrderCompleted, OrderPlaced, OrderReduced, OrderRejected},
};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError};

use crate::{
    app::{cash, told},
    state::State,
    store::notes::Note,
};

macro_rules! consumers {
    ($($(#[$doc:meta])* $name:ident hears $event:ident as $key:literal: $do:expr;)+) => {$(
        $(#[$doc])*
        pub struct $name(pub State);

        impl Consumer for $name {
            type Event = $event;
            const NAME: &'static str = $key;

            fn ordered_by(&self, event: &Envelope<$event>) -> Option<String> {
                Some(event.data.order_id.clone())
            }

            async fn handle(&self, conn: &mut Conn, event: Envelope<$event>) -> Result<(), HandlerError> {
                $do(&self.0, conn, event).await
            }
        }
    )+};
}

consumers! {
    /// Owed at the counter, unless it was paid online.
    OnOrderPlaced hears OrderPlaced as "payments.on_order_placed": placed;
    /// What was paid goes back.
    OnOrderCancelled hears OrderCancelled as "payments.on_order_cancelled": cancelled;
    /// What was paid goes back.
    OnOrderRejected hears OrderRejected as "payments.on_order_rejected": rejected;
    /// What is paid too much goes back.
    OnOrderReduced hears OrderReduced as "payments.on_order_reduced": reduced;
    /// Cash was collected.
    OnOrderCompleted hears OrderCompleted as "payments.on_order_completed": completed;
}

async fn placed(state: &State, conn: &mut Conn, event: Envelope<OrderPlaced>) -> Result<(), HandlerError> {
    let Some(tenant) = event.meta.tenant else { return Ok(()) };
    Ok(cash::owed(conn, tenant, &event.data, state.clock.now()).await?)
}

async fn cancelled(
    state: &State,
    conn: &mut Conn,
    event: Envelope<OrderCancelled>,
) -> Result<(), HandlerError> {
    ended(state, conn, &event.data.order_id).await
}

async fn rejected(
    state: &State,
    conn: &mut Conn,
    event: Envelope<OrderRejected>,
) -> Result<(), HandlerError> {
    ended(state, conn, &event.data.order_id).await
}

async fn ended(state: &State, conn: &mut Conn, order: &str) -> Result<(), HandlerError> {
    let note = Note { called_off: true, ..note(state, order)? };
    told::hear(conn, &note).await?;
    state.due.notify_one();
    Ok(())
}

async fn reduced(state: &State, conn: &mut Conn, event: Envelope<OrderReduced>) -> Result<(), HandlerError> {
    let Some(total) = &event.data.total else { return Ok(()) };
    let (stays, version) = (Some(total.amount.max(0)), event.data.version);
    let note = Note { stays, version, ..note(state, &event.data.order_id)? };
    Ok(told::hear(conn, &note).await?)
}

async fn completed(
    state: &State,
    conn: &mut Conn,
    event: Envelope<OrderCompleted>,
) -> Result<(), HandlerError> {
    let note = Note { completed: true, ..note(state, &event.data.order_id)? };
    Ok(told::hear(conn, &note).await?)
}

fn note(state: &State, order: &str) -> Result<Note, HandlerError> {
    let order: OrderId = order.parse()?;
    Ok(Note::new(order, state.clock.now()))
}
