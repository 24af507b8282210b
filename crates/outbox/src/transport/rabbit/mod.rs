//! The transport on RabbitMQ: one topic exchange, a quorum queue per receiving module, confirms and acks.
mod link;
mod topology;
mod wire;

use std::time::Duration;

use async_trait::async_trait;
use futures_util::{FutureExt as _, StreamExt as _, future::try_join_all};
use lapin::{
    Channel, Consumer,
    options::{
        BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions,
    },
    types::FieldTable,
};
use souk_events::RawEvent;
use tokio::{sync::Mutex, time::timeout};

use self::{link::Link, topology::Names};
use super::{Delivery, Subscription, Transport, TransportError};

/// How long the broker may take for any answer.
const ANSWER: Duration = Duration::from_secs(5);
/// Messages the broker hands out ahead of their acknowledgement: two batches.
const PREFETCH: u16 = 200;

/// Tellers and receivers have a connection each, so that a broker that slows tellers down does not hold
/// back acknowledgements.
pub(super) struct Rabbit {
    telling: Link,
    hearing: Link,
    channel: Mutex<Option<Channel>>,
    prefix: String,
}

impl Rabbit {
    pub(super) fn new(url: &str, prefix: &str) -> Self {
        Self {
            prefix: prefix.into(),
            telling: Link::new(url, "souk telling"),
            hearing: Link::new(url, "souk hearing"),
            channel: Mutex::new(None),
        }
    }

    async fn telling_channel(&self) -> Result<Channel, TransportError> {
        let channel = self.telling.channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        topology::exchanges(&channel, &self.names()?).await?;
        Ok(channel)
    }

    fn names(&self) -> Result<Names, TransportError> {
        Names::new(&self.prefix)
    }
}

/// Sends everything, then waits for every confirm.
async fn send(channel: &Channel, names: &Names, batch: &[RawEvent]) -> Result<(), TransportError> {
    let mut confirms = Vec::with_capacity(batch.len());
    for event in batch {
        let (topic, properties, body) = wire::pack(event)?;
        let options = BasicPublishOptions::default();
        let confirm = channel.basic_publish(names.events.clone(), topic, options, &body, properties).await?;
        confirms.push(confirm);
    }
    let answers = try_join_all(confirms).await?;
    if answers.iter().all(lapin::Confirmation::is_ack) { Ok(()) } else { Err(TransportError::Refused) }
}

#[async_trait]
impl Transport for Rabbit {
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError> {
        let work = async {
            let channel = self.hearing.channel().await?;
            topology::declare(&channel, &self.names()?, queue, bindings).await
        };
        timeout(ANSWER * 2, work).await.map_err(|_| TransportError::Timeout)?
    }

    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError> {
        let names = self.names()?;
        let mut slot = self.channel.lock().await;
        // The channel is put back only after success: whatever fails or is given up starts anew.
        let kept = slot.take().filter(|channel| channel.status().connected());
        let work = async {
            let channel = match kept {
                Some(channel) => channel,
                None => self.telling_channel().await?,
            };
            send(&channel, &names, batch).await.map(|()| channel)
        };
        let done = timeout(ANSWER, work).await.map_err(|_| TransportError::Timeout).flatten();
        match done {
            Ok(channel) => {
                *slot = Some(channel);
                Ok(())
            }
            Err(error) => {
                if !matches!(error, TransportError::Refused | TransportError::Json(_)) {
                    self.telling.forget().await;
                }
                Err(error)
            }
        }
    }

    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError> {
        let work = async {
            let channel = self.hearing.channel().await?;
            channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
            let consumer = channel
                .basic_consume(
                    self.names()?.queue(queue)?,
                    "".into(),
                    BasicConsumeOptions::default(),
                    FieldTable::default(),
                )
                .await?;
            Ok(Incoming { channel, consumer, last: None })
        };
        let incoming: Result<_, TransportError> =
            timeout(ANSWER * 2, work).await.map_err(|_| TransportError::Timeout).flatten();
        Ok(Box::new(incoming?))
    }
}

struct Incoming {
    channel: Channel,
    consumer: Consumer,
    last: Option<u64>,
}

#[async_trait]
impl Subscription for Incoming {
    async fn next(&mut self, max: u16) -> Result<Vec<Delivery>, TransportError> {
        let mut batch = Vec::new();
        let mut message = self.consumer.next().await;
        loop {
            let delivery = message.ok_or(TransportError::Closed)??;
            self.last = Some(delivery.delivery_tag);
            batch.push(wire::unpack(delivery));
            if batch.len() >= usize::from(max) {
                return Ok(batch);
            }
            // What is at hand comes along; nothing is waited for.
            match self.consumer.next().now_or_never() {
                Some(next) => message = next,
                None => return Ok(batch),
            }
        }
    }

    async fn ack(&mut self) -> Result<(), TransportError> {
        if let Some(tag) = self.last.take() {
            let work = self.channel.basic_ack(tag, BasicAckOptions { multiple: true });
            timeout(ANSWER, work).await.map_err(|_| TransportError::Timeout)??;
        }
        Ok(())
    }

    async fn close(self: Box<Self>) {
        // Closing the channel makes the broker put unacknowledged messages back at the head.
        if let Ok(Err(error)) = timeout(ANSWER, self.channel.close(200, "done".into())).await {
            tracing::debug!(%error, "the channel was gone already");
        }
    }
}
