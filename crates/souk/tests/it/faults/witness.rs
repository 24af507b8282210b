//! Hears what travels on the wire and counts how often each fact comes.
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use souk_outbox::Delivery;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::platform::Platform;

/// A receiver with a queue of its own.
pub struct Witness {
    seen: Arc<Mutex<BTreeMap<Uuid, usize>>>,
    task: JoinHandle<()>,
}

impl Witness {
    /// Listens to one kind of fact from now on.
    pub async fn of(platform: &Platform, kind: &str) -> Self {
        let queue = "witness.v1";
        platform.transport.declare(queue, &[kind.to_owned()]).await.unwrap();
        let mut incoming = platform.transport.subscribe(queue).await.unwrap();
        let seen = Arc::new(Mutex::new(BTreeMap::new()));
        let book = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            loop {
                let batch = incoming.next(100).await.unwrap();
                for delivery in batch {
                    let Delivery::Event(event) = delivery else { panic!("no fact: {delivery:?}") };
                    *book.lock().unwrap().entry(event.id.0).or_default() += 1;
                }
                incoming.ack().await.unwrap();
            }
        });
        Self { seen, task }
    }

    /// How often each fact came.
    pub fn seen(&self) -> BTreeMap<Uuid, usize> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.task.abort();
    }
}
