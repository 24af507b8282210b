//! Transports that misbehave on purpose.
use std::sync::Arc;

use async_trait::async_trait;
use souk_events::RawEvent;
use souk_outbox::{Subscription, Transport, TransportError};
use tokio::sync::Semaphore;

/// Sends every batch backwards, then once more.
pub struct Stammering(pub Arc<dyn Transport>);

#[async_trait]
impl Transport for Stammering {
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError> {
        self.0.declare(queue, bindings).await
    }
    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError> {
        let backwards: Vec<_> = batch.iter().rev().cloned().collect();
        self.0.publish(&backwards).await?;
        self.0.publish(batch).await
    }
    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError> {
        self.0.subscribe(queue).await
    }
}

/// Sends a batch, says so, and never comes back: the relay has published but cannot mark.
pub struct Absorbing {
    pub inner: Arc<dyn Transport>,
    pub sent: Arc<Semaphore>,
}

#[async_trait]
impl Transport for Absorbing {
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError> {
        self.inner.declare(queue, bindings).await
    }
    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError> {
        self.inner.publish(batch).await?;
        self.sent.add_permits(1);
        std::future::pending().await
    }
    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError> {
        self.inner.subscribe(queue).await
    }
}
