//! The transport that needs PostgreSQL alone: queues behind the functions of the `bus` schema.
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use diesel::{
    define_sql_function, select,
    sql_types::{Array, BigInt, Integer, Jsonb, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde::Deserialize;
use serde_json::Value;
use souk_events::RawEvent;
use tokio::{sync::watch, time::timeout};
use uuid::Uuid;

use super::{Delivery, Subscription, Transport, TransportError};
use crate::{DbSettings, Pool, Wake, pool};

/// The net behind the bell: messages of other processes are found by looking.
const POLL: Duration = Duration::from_millis(250);
/// A receiver that died without a word blocks its queue for at most this long.
const LEASE_MS: i32 = 10_000;

define_sql_function! { #[sql_name = "bus.declare"] fn bus_declare(queue: Text, patterns: Array<Text>) -> Integer; }
define_sql_function! { #[sql_name = "bus.deliver"] fn bus_deliver(batch: Jsonb) -> Array<Text>; }
define_sql_function! { #[sql_name = "bus.take"] fn bus_take(queue: Text, receiver: SqlUuid, most: Integer, lease: Integer) -> Jsonb; }
define_sql_function! { #[sql_name = "bus.ack"] fn bus_ack(queue: Text, seqs: Array<BigInt>) -> Integer; }
define_sql_function! { #[sql_name = "bus.release"] fn bus_release(queue: Text, receiver: SqlUuid) -> Bool; }

pub(super) struct Embedded {
    pool: Pool,
    /// One bell per queue: a receiver is not woken for what others hear.
    bells: Mutex<HashMap<String, Wake>>,
}

impl Embedded {
    pub(super) fn new(bus: &DbSettings) -> Self {
        Self { pool: pool(bus), bells: Mutex::default() }
    }

    fn bell(&self, queue: &str) -> Wake {
        let mut bells = self.bells.lock().unwrap_or_else(PoisonError::into_inner);
        bells.entry(queue.to_owned()).or_default().clone()
    }
}

#[async_trait]
impl Transport for Embedded {
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError> {
        let mut conn = self.pool.get().await?;
        select(bus_declare(queue, bindings)).get_result::<i32>(&mut conn).await?;
        Ok(())
    }

    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError> {
        let mut conn = self.pool.get().await?;
        let reached: Vec<String> =
            select(bus_deliver(serde_json::to_value(batch)?)).get_result(&mut conn).await?;
        reached.iter().for_each(|queue| self.bell(queue).ring());
        Ok(())
    }

    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError> {
        let taker = Taker {
            pool: self.pool.clone(),
            bell: self.bell(queue).listen(),
            queue: queue.into(),
            receiver: Uuid::new_v4(),
            taken: Vec::new(),
            drained: false,
        };
        Ok(Box::new(taker))
    }
}

struct Taker {
    pool: Pool,
    bell: watch::Receiver<()>,
    queue: String,
    receiver: Uuid,
    taken: Vec<i64>,
    /// The last look found less than there was room for: nothing new without the bell.
    drained: bool,
}

#[derive(Deserialize)]
struct Message {
    seq: i64,
    event: Value,
}

#[async_trait]
impl Subscription for Taker {
    async fn next(&mut self, max: u16) -> Result<Vec<Delivery>, TransportError> {
        loop {
            // Either outcome of the wait means: look again. The bell lives as long as the transport.
            if std::mem::take(&mut self.drained)
                && let Ok(Err(_)) = timeout(POLL, self.bell.changed()).await
            {
                return Err(TransportError::Closed);
            }
            self.bell.mark_unchanged();
            let found: Value = {
                let mut conn = self.pool.get().await?;
                select(bus_take(&self.queue, self.receiver, i32::from(max), LEASE_MS))
                    .get_result(&mut conn)
                    .await?
            };
            let messages = Vec::<Message>::deserialize(found)?;
            self.drained = messages.len() < usize::from(max);
            if !messages.is_empty() {
                self.taken = messages.iter().map(|m| m.seq).collect();
                return Ok(messages.into_iter().map(|m| read(m.event)).collect());
            }
        }
    }

    async fn ack(&mut self) -> Result<(), TransportError> {
        let mut conn = self.pool.get().await?;
        select(bus_ack(&self.queue, &self.taken)).get_result::<i32>(&mut conn).await?;
        self.taken.clear();
        Ok(())
    }

    async fn close(self: Box<Self>) {
        if let Ok(mut conn) = self.pool.get().await {
            let released =
                select(bus_release(&self.queue, self.receiver)).get_result::<bool>(&mut conn).await;
            if let Err(error) = released {
                tracing::debug!(%error, queue = self.queue, "the lease of the queue ends by itself");
            }
        }
    }
}

fn read(event: Value) -> Delivery {
    match RawEvent::deserialize(&event) {
        Ok(event) => Delivery::Event(event),
        Err(error) => Delivery::Malformed {
            topic: event.get("type").and_then(Value::as_str).unwrap_or_default().into(),
            bytes: event.to_string().into_bytes(),
            reason: format!("no event: {error}"),
        },
    }
}
