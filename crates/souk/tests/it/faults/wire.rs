//! A wire that delivers every batch backwards and then once more: effects are made once, whatever comes first.
use std::sync::Arc;

use futures_util::future::join_all;
use souk_events::RawEvent;
use souk_outbox::{Subscription, Transport, TransportError};

use super::{crowd::Crowd, ground, on_both};
use crate::{
    people::press,
    platform::{Between, Ground, Platform, Wire},
};

on_both!(every_batch_comes_backwards_and_twice);

struct Stammering(Arc<dyn Transport>);

#[async_trait::async_trait]
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

async fn every_batch_comes_backwards_and_twice(wire: Wire) {
    let between: Between = |wire| Arc::new(Stammering(wire));
    let platform = Platform::start_on(wire, Ground { between: Some(between), ..ground() }).await;
    let crowd = Crowd::gather(&platform, 30).await;
    crowd.order().await;
    // Every second one calls it off at once: its cancellation may arrive before its placement.
    let changing = crowd.visitors.iter().step_by(2).map(|visitor| async {
        let own = visitor.get("/v1/orders").await.expect(200).json();
        let id = own["items"][0]["id"].as_str().unwrap().to_owned();
        let _ = press(visitor, &format!("/v1/orders/{id}/cancel")).await.expect(200);
    });
    join_all(changing).await;
    crowd.books_agree(&platform, 15).await;
}
