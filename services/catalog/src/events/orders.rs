//! The life of an order moves the units of its hold: allocated, consumed, released.
use souk_events::{
    Envelope, Meta,
    orders::v1::{OrderCancelled, OrderCompleted, OrderPlaced, OrderReduced, OrderRejected},
};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError};

use crate::{
    app::{
        end_hold::{self, Heard},
        reduce_hold,
    },
    domain::hold::Fact,
    state::State,
};

/// An order without a hold (a live order) is none of catalog's business.
async fn hear(
    state: &State,
    conn: &mut Conn,
    meta: &Meta,
    hold: &str,
    order: &str,
    fact: Fact,
) -> Result<(), HandlerError> {
    if hold.is_empty() {
        return Ok(());
    }
    match end_hold::hear(conn, &state.clock, meta, hold.parse()?, fact, order.parse()?).await? {
        Heard::Done(_) => Ok(()),
        Heard::NoHold => Err(HandlerError::refused(format!("there is no hold {hold}"))),
    }
}

macro_rules! consumers {
    ($($(#[$doc:meta])* $name:ident hears $event:ident as $key:literal: $fact:expr;)+) => {$(
        $(#[$doc])*
        pub struct $name(pub State);

        impl Consumer for $name {
            type Event = $event;
            const NAME: &'static str = $key;

            fn ordered_by(&self, event: &Envelope<$event>) -> Option<String> {
                Some(event.data.hold_id.clone())
            }

            async fn handle(&self, conn: &mut Conn, event: Envelope<$event>) -> Result<(), HandlerError> {
                hear(&self.0, conn, &event.meta, &event.data.hold_id, &event.data.order_id, $fact).await
            }
        }
    )+};
}

consumers! {
    /// The hold becomes an allocation.
    OnOrderPlaced hears OrderPlaced as "catalog.on_order_placed": Fact::Placed;
    /// The units are free again.
    OnOrderCancelled hears OrderCancelled as "catalog.on_order_cancelled": Fact::Ended;
    /// The units are free again.
    OnOrderRejected hears OrderRejected as "catalog.on_order_rejected": Fact::Ended;
    /// The units have left the store.
    OnOrderCompleted hears OrderCompleted as "catalog.on_order_completed": Fact::Completed;
}

/// The units that were taken off are free again.
pub struct OnOrderReduced(pub State);

impl Consumer for OnOrderReduced {
    type Event = OrderReduced;
    const NAME: &'static str = "catalog.on_order_reduced";

    fn ordered_by(&self, event: &Envelope<OrderReduced>) -> Option<String> {
        Some(event.data.hold_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderReduced>) -> Result<(), HandlerError> {
        let said = &event.data;
        if said.hold_id.is_empty() {
            return Ok(());
        }
        let mut left = Vec::with_capacity(said.lines.len());
        for line in &said.lines {
            left.push((line.line_id.parse()?, i64::from(line.quantity)));
        }
        match reduce_hold::hear(conn, &self.0.clock, &event.meta, said.hold_id.parse()?, &left).await? {
            Heard::Done(_) => Ok(()),
            Heard::NoHold => Err(HandlerError::refused(format!("there is no hold {}", said.hold_id))),
        }
    }
}
