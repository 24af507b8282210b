//! A transport that shows in the traces when facts leave: one span per fact, in the trace that told it.
use std::sync::Arc;

use async_trait::async_trait;
use souk_events::RawEvent;
use souk_outbox::{Subscription, Transport, TransportError};
use tracing::Span;

use crate::telemetry;

pub(crate) struct Traced {
    pub module: &'static str,
    pub inner: Arc<dyn Transport>,
}

impl Traced {
    fn span(&self, event: &RawEvent) -> Span {
        let span = tracing::info_span!(
            "publish",
            otel.kind = "producer",
            otel.status_code = tracing::field::Empty,
            module = self.module,
            event = event.kind,
            event_id = %event.id,
            correlation = event.correlation,
        );
        if let Some(parent) = &event.traceparent {
            telemetry::adopt(&span, parent);
        }
        span
    }
}

#[async_trait]
impl Transport for Traced {
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError> {
        self.inner.declare(queue, bindings).await
    }

    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError> {
        let spans: Vec<Span> = batch.iter().map(|event| self.span(event)).collect();
        let sent = self.inner.publish(batch).await;
        if sent.is_err() {
            for span in &spans {
                span.record("otel.status_code", "ERROR");
            }
        }
        sent
    }

    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError> {
        self.inner.subscribe(queue).await
    }
}
