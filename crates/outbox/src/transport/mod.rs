//! How facts travel between modules: one trait, two ways.
mod embedded;
mod rabbit;

use std::sync::Arc;

use async_trait::async_trait;
use souk_events::RawEvent;

use crate::DbSettings;

/// Carries facts at least once, in the order of one teller.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Makes sure the queue exists and hears these topic patterns. Repeating it changes nothing.
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError>;

    /// Hands over a batch. `Ok` means that every event of it is safe with the other side.
    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError>;

    /// Starts to receive from a declared queue. One receiver per queue is active at a time; others stand by.
    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError>;
}

/// One receiver of a queue. Dropping it returns what was not acknowledged.
#[async_trait]
pub trait Subscription: Send {
    /// Waits for at least one message and returns those at hand, in order, at most `max`. Acknowledge
    /// them before asking for more. Giving up the wait loses nothing.
    async fn next(&mut self, max: u16) -> Result<Vec<Delivery>, TransportError>;

    /// Says that everything returned so far was taken care of.
    async fn ack(&mut self) -> Result<(), TransportError>;

    /// Ends receiving and returns what was not acknowledged at once.
    async fn close(self: Box<Self>);
}

/// What arrived.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// A fact.
    Event(RawEvent),
    /// Something that is no fact.
    Malformed {
        /// The topic it came under.
        topic: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// What is wrong with it.
        reason: String,
    },
}

/// The transport is away or refuses.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The broker said no or cannot be reached.
    #[error("broker")]
    Broker(#[from] lapin::Error),
    /// The broker's address, or a name meant for it, cannot be used.
    #[error("broker address: {0}")]
    Address(String),
    /// The broker did not confirm in time.
    #[error("the broker did not answer in time")]
    Timeout,
    /// The broker refused to take responsibility for a message.
    #[error("the broker refused a message")]
    Refused,
    /// The stream of messages ended.
    #[error("the subscription ended")]
    Closed,
    /// The bus database refused or is away.
    #[error("bus database")]
    Database(#[from] diesel::result::Error),
    /// No connection to the bus database was to be had.
    #[error("no connection to the bus database")]
    Pool(#[from] diesel_async::pooled_connection::deadpool::PoolError),
    /// The events do not serialise.
    #[error("events do not serialise")]
    Json(#[from] serde_json::Error),
}

/// The transport that needs PostgreSQL alone. Connections are made when first needed. Within one process
/// share one value: tellers then wake receivers without waiting for the poll.
#[must_use]
pub fn embedded(bus: &DbSettings) -> Arc<dyn Transport> {
    Arc::new(embedded::Embedded::new(bus))
}

/// The transport on RabbitMQ: publisher confirms, quorum queues. Connections are made when first needed and
/// made anew when lost.
#[must_use]
pub fn rabbitmq(url: &str) -> Arc<dyn Transport> {
    rabbitmq_apart(url, "")
}

/// [`rabbitmq`] with a prefix to every exchange and queue, so that several installations (or tests) share one
/// virtual host without hearing each other.
#[must_use]
pub fn rabbitmq_apart(url: &str, prefix: &str) -> Arc<dyn Transport> {
    Arc::new(rabbit::Rabbit::new(url, prefix))
}
