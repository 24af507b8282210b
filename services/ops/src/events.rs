//! Hears every fact of the platform and keeps it; what operators did in other modules is put on record.
use chrono::{DateTime, Utc};
use souk_events::{
    Envelope, Meta, RawEvent,
    identity::v1::{ImpersonationEnded, ImpersonationStarted},
    orders::v1::OrderIntervened,
};
use souk_kit::Clock;
use souk_outbox::{Conn, Consumer, HandlerError, RawConsumer};

use crate::store::{self, audit};

/// Writes each fact to the event log, once.
pub struct KeepEveryFact {
    /// Says when it arrived.
    pub clock: Clock,
}

impl RawConsumer for KeepEveryFact {
    const NAME: &'static str = "ops.keep_every_fact";
    const BINDING: &'static str = "#";

    async fn handle(&self, conn: &mut Conn, event: RawEvent) -> Result<(), HandlerError> {
        store::events::keep(conn, &event, self.clock.now()).await?;
        Ok(())
    }
}

/// Puts on record what an operator did elsewhere. Their words stay where it was done: facts carry none.
async fn record(
    conn: &mut Conn,
    (action, actor, at): (&'static str, String, DateTime<Utc>),
    (target, outcome): (String, String),
    meta: Meta,
) -> Result<(), HandlerError> {
    let (reason, correlation) = (String::new(), meta.correlation);
    audit::write(conn, &audit::New { at, actor, action, target, reason, outcome, correlation }).await?;
    Ok(())
}

/// An operator began to look at somebody's view.
pub struct OnImpersonationStarted;

impl Consumer for OnImpersonationStarted {
    type Event = ImpersonationStarted;
    const NAME: &'static str = "ops.on_impersonation_started";

    async fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<ImpersonationStarted>,
    ) -> Result<(), HandlerError> {
        let said = event.data;
        let target = format!("{}{}", said.tenant_id, said.subject_id);
        let what = ("look_begin", said.operator_id, event.time);
        record(conn, what, (target, said.impersonation_id), event.meta).await
    }
}

/// That ended.
pub struct OnImpersonationEnded;

impl Consumer for OnImpersonationEnded {
    type Event = ImpersonationEnded;
    const NAME: &'static str = "ops.on_impersonation_ended";

    async fn handle(&self, conn: &mut Conn, event: Envelope<ImpersonationEnded>) -> Result<(), HandlerError> {
        let said = event.data;
        let target = format!("{}{}", said.tenant_id, said.subject_id);
        let what = ("look_end", said.operator_id, event.time);
        record(conn, what, (target, format!("{} {}", said.impersonation_id, said.by)), event.meta).await
    }
}

/// An operator stepped in on an order.
pub struct OnOrderIntervened;

impl Consumer for OnOrderIntervened {
    type Event = OrderIntervened;
    const NAME: &'static str = "ops.on_order_intervened";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderIntervened>) -> Result<(), HandlerError> {
        let said = event.data;
        let what = ("intervene", said.operator_id, event.time);
        let target = format!("{} {}", said.order_id, said.tenant_id);
        record(conn, what, (target, said.action), event.meta).await
    }
}
