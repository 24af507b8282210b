//! Consumers and timers of the tests: they leave a trace in a table and then do as they are told.
use std::{sync::Arc, time::Duration};

use diesel::{
    sql_query,
    sql_types::{BigInt, Text},
};
use diesel_async::RunQueryDsl;
use souk_events::{Envelope, RawEvent, orders::v1::OrderAccepted};
use souk_outbox::{Conn, Consumer, HandlerError, RawConsumer, Retries, Timer, TimerHandler};
use tokio::sync::Semaphore;

/// What a handler does after it has left its trace.
#[derive(Clone)]
pub enum Act {
    Succeed,
    Fail,
    Refuse,
    Panic,
    /// Says that it is there and waits for ever.
    Hang(Arc<Semaphore>),
    /// Says that it is there, then waits for leave.
    Wait(Arc<Semaphore>, Arc<Semaphore>),
}

type Decide = Arc<dyn Fn(&OrderAccepted) -> Act + Send + Sync>;

/// Consumer number N of the listener.
pub struct Ledger<const N: usize> {
    decide: Decide,
    ordered: bool,
    retries: Retries,
}

pub fn ledger<const N: usize>(decide: impl Fn(&OrderAccepted) -> Act + Send + Sync + 'static) -> Ledger<N> {
    Ledger { decide: Arc::new(decide), ordered: false, retries: Retries::InOrder }
}

pub fn diligent<const N: usize>() -> Ledger<N> {
    ledger(|_| Act::Succeed)
}

impl<const N: usize> Ledger<N> {
    pub fn ordered(self) -> Self {
        Self { ordered: true, ..self }
    }

    /// Ordered, but what is given up holds back nobody.
    pub fn going_on(self, waits: &'static [Duration]) -> Self {
        Self { ordered: true, retries: Retries::ThenGoOn(waits), ..self }
    }
}

impl<const N: usize> Consumer for Ledger<N> {
    type Event = OrderAccepted;
    const NAME: &'static str = if N == 0 { "catalog.first" } else { "catalog.second" };

    fn ordered_by(&self, event: &Envelope<OrderAccepted>) -> Option<String> {
        self.ordered.then(|| event.data.order_id.clone())
    }

    fn retries(&self) -> Retries {
        self.retries
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderAccepted>) -> Result<(), HandlerError> {
        leave_trace(conn, Self::NAME, &event.data.order_id, event.data.version).await?;
        perform((self.decide)(&event.data)).await
    }
}

pub async fn perform(act: Act) -> Result<(), HandlerError> {
    match act {
        Act::Succeed => Ok(()),
        Act::Fail => Err(HandlerError::retry("not now")),
        Act::Refuse => Err(HandlerError::refused("never")),
        Act::Panic => panic!("planned"),
        Act::Hang(there) => {
            there.add_permits(1);
            std::future::pending().await
        }
        Act::Wait(there, leave) => {
            there.add_permits(1);
            leave.acquire().await?.forget();
            Ok(())
        }
    }
}

pub async fn leave_trace(
    conn: &mut Conn,
    consumer: &str,
    subject: &str,
    version: i64,
) -> Result<(), HandlerError> {
    sql_query(
        "INSERT INTO effect (consumer, subject, version, scope) VALUES ($1, $2, $3, \
         current_setting('souk.scope') || ' ' || current_setting('souk.tenant'))",
    )
    .bind::<Text, _>(consumer)
    .bind::<Text, _>(subject)
    .bind::<BigInt, _>(version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Hears everything unread.
pub struct Log;

impl RawConsumer for Log {
    const NAME: &'static str = "catalog.log";
    const BINDING: &'static str = "#";

    async fn handle(&self, conn: &mut Conn, event: RawEvent) -> Result<(), HandlerError> {
        let trace = event.traceparent.unwrap_or_default();
        leave_trace(conn, Self::NAME, &format!("{} {} {trace}", event.kind, event.correlation), 0).await
    }
}

/// Fires and does as it is told.
pub struct Alarm(pub Arc<dyn Fn(&Timer) -> Act + Send + Sync>);

impl TimerHandler for Alarm {
    const KIND: &'static str = "catalog.alarm";

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let version = timer.payload.get("n").and_then(serde_json::Value::as_i64).unwrap_or_default();
        leave_trace(conn, Self::KIND, &timer.key, version).await?;
        perform((self.0)(&timer)).await
    }
}
