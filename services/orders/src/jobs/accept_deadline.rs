//! The merchant's time to answer is over: an order still waiting is turned down.
use chrono::{DateTime, Utc};
use serde_json::json;
use souk_events::{Meta, OrderId, TenantId};
use souk_kit::{Clock, Conn, mail_queue::MailQueue};
use souk_outbox::{HandlerError, OutboxError, Timer, TimerHandler, timers};

use crate::{
    app::transition::{self, Command},
    domain::order::{Action, Actor, Reason},
};

const KIND: &str = "orders.accept_deadline";

/// Sets the deadline of an order.
///
/// # Errors
/// The database.
pub async fn set(
    conn: &Conn,
    tenant: TenantId,
    order: OrderId,
    due: DateTime<Utc>,
    meta: &Meta,
) -> Result<(), OutboxError> {
    let payload = json!({ "correlation": meta.correlation });
    timers::schedule(conn, KIND, &order.to_string(), Some(tenant), due, &payload).await
}

/// Takes the deadline back: the order moved on.
///
/// # Errors
/// The database.
pub async fn lift(conn: &mut Conn, order: OrderId) -> Result<(), OutboxError> {
    timers::cancel(conn, KIND, &order.to_string()).await.map(drop)
}

/// Turns down what nobody accepted.
pub struct AcceptDeadline {
    /// The only clock.
    pub clock: Clock,
    /// Mails that wait to be sent.
    pub mails: MailQueue,
}

impl TimerHandler for AcceptDeadline {
    const KIND: &'static str = KIND;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let correlation =
            timer.payload.get("correlation").and_then(|c| c.as_str()).unwrap_or_default().to_owned();
        let command = Command {
            order: timer.key.parse()?,
            action: Action::Reject,
            actor: Actor::System,
            person: None,
            reason: Some(Reason::Timeout),
            version: None,
        };
        let meta = Meta { tenant: timer.tenant, correlation, traceparent: None };
        transition::apply(conn, &self.mails, &command, &meta, self.clock.now()).await?;
        Ok(())
    }
}
