//! Exchanges, queues and bindings. Arguments of an existing queue cannot change: a new set needs a new name.
use lapin::{
    Channel, ExchangeKind,
    options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions},
    types::{AMQPValue, FieldTable, ShortString},
};

use super::{TransportError, wire::short};

/// The names of one installation.
pub(super) struct Names {
    /// The topic exchange every fact goes through.
    pub(super) events: ShortString,
    dead: ShortString,
    dead_queue: ShortString,
    prefix: String,
}

impl Names {
    pub(super) fn new(prefix: &str) -> Result<Self, TransportError> {
        Ok(Self {
            events: short(&format!("{prefix}souk.events"))?,
            dead: short(&format!("{prefix}souk.dead"))?,
            dead_queue: short(&format!("{prefix}souk.dead.v1"))?,
            prefix: prefix.into(),
        })
    }

    pub(super) fn queue(&self, name: &str) -> Result<ShortString, TransportError> {
        short(&format!("{}{name}", self.prefix))
    }
}

/// How often the broker hands a message out before it calls it dead: a net under our own retries.
const DELIVERY_LIMIT: i64 = 20;

pub(super) async fn exchanges(channel: &Channel, names: &Names) -> Result<(), TransportError> {
    let options = ExchangeDeclareOptions { durable: true, ..Default::default() };
    for name in [&names.events, &names.dead] {
        channel.exchange_declare(name.clone(), ExchangeKind::Topic, options, FieldTable::default()).await?;
    }
    Ok(())
}

pub(super) async fn declare(
    channel: &Channel,
    names: &Names,
    queue: &str,
    bindings: &[String],
) -> Result<(), TransportError> {
    exchanges(channel, names).await?;
    durable(channel, &names.dead_queue, vec![("x-queue-type", text("quorum"))]).await?;
    bind(channel, &names.dead_queue, &names.dead, "#").await?;
    let arguments = vec![
        ("x-queue-type", text("quorum")),
        // Order means something only while one receiver at a time is served.
        ("x-single-active-consumer", AMQPValue::Boolean(true)),
        ("x-delivery-limit", AMQPValue::LongLongInt(DELIVERY_LIMIT)),
        ("x-dead-letter-exchange", text(names.dead.as_str())),
        ("x-dead-letter-strategy", text("at-least-once")),
        ("x-overflow", text("reject-publish")),
    ];
    let queue = names.queue(queue)?;
    durable(channel, &queue, arguments).await?;
    for pattern in bindings {
        bind(channel, &queue, &names.events, pattern).await?;
    }
    Ok(())
}

fn text(value: &str) -> AMQPValue {
    AMQPValue::LongString(value.into())
}

async fn durable(
    channel: &Channel,
    queue: &ShortString,
    arguments: Vec<(&str, AMQPValue)>,
) -> Result<(), TransportError> {
    let mut table = FieldTable::default();
    for (name, value) in arguments {
        table.insert(name.into(), value);
    }
    let options = QueueDeclareOptions { durable: true, ..Default::default() };
    channel.queue_declare(queue.clone(), options, table).await?;
    Ok(())
}

async fn bind(
    channel: &Channel,
    queue: &ShortString,
    exchange: &ShortString,
    pattern: &str,
) -> Result<(), TransportError> {
    let (queue, exchange, pattern) = (queue.clone(), exchange.clone(), short(pattern)?);
    channel.queue_bind(queue, exchange, pattern, QueueBindOptions::default(), FieldTable::default()).await?;
    Ok(())
}
