//! CloudEvents 1.0 in AMQP's binary mode: attributes are headers, the body is the fact's JSON.
use chrono::{DateTime, SecondsFormat, Utc};
use lapin::{
    BasicProperties,
    message::Delivery as Message,
    types::{AMQPValue, FieldTable, ShortString},
};
use souk_events::RawEvent;

use super::{Delivery, TransportError};

const PERSISTENT: u8 = 2;

/// Names on the wire hold 255 bytes.
pub(super) fn short(text: &str) -> Result<ShortString, TransportError> {
    ShortString::try_new(text).map_err(|_| TransportError::Address(format!("name too long: {text}")))
}

/// Routing key, properties and body of an event.
pub(super) fn pack(event: &RawEvent) -> Result<(ShortString, BasicProperties, Vec<u8>), TransportError> {
    let mut headers = FieldTable::default();
    let mut put = |name: &str, value: &str| {
        headers.insert(format!("cloudEvents:{name}").into(), AMQPValue::LongString(value.into()));
    };
    put("specversion", "1.0");
    put("id", &event.id.to_string());
    put("type", &event.kind);
    put("source", &event.source);
    put("time", &event.time.to_rfc3339_opts(SecondsFormat::Micros, true));
    put("subject", &event.subject);
    put("correlation", &event.correlation);
    if let Some(tenant) = event.tenant {
        put("tenant", &tenant.to_string());
    }
    if let Some(traceparent) = &event.traceparent {
        put("traceparent", traceparent);
    }
    let properties = BasicProperties::default()
        .with_content_type("application/json".into())
        .with_delivery_mode(PERSISTENT)
        .with_headers(headers);
    Ok((short(&event.kind)?, properties, serde_json::to_vec(&event.data)?))
}

/// Reads a message back; what is no event keeps its bytes and says why.
pub(super) fn unpack(message: Message) -> Delivery {
    match event(&message) {
        Ok(event) => Delivery::Event(event),
        Err(reason) => {
            Delivery::Malformed { topic: message.routing_key.as_str().into(), bytes: message.data, reason }
        }
    }
}

fn event(message: &Message) -> Result<RawEvent, String> {
    let headers = message.properties.headers().as_ref();
    let optional = |name: &str| headers.and_then(|h| header(h, name)).transpose();
    let wanted = |name: &str| optional(name)?.ok_or_else(|| format!("header cloudEvents:{name} is missing"));
    Ok(RawEvent {
        id: wanted("id")?.parse().map_err(|e| format!("cloudEvents:id: {e}"))?,
        kind: wanted("type")?,
        source: wanted("source")?,
        time: DateTime::parse_from_rfc3339(&wanted("time")?)
            .map_err(|e| format!("cloudEvents:time: {e}"))?
            .with_timezone(&Utc),
        tenant: optional("tenant")?
            .map(|text| text.parse())
            .transpose()
            .map_err(|e| format!("cloudEvents:tenant: {e}"))?,
        subject: optional("subject")?.unwrap_or_default(),
        correlation: optional("correlation")?.unwrap_or_default(),
        traceparent: optional("traceparent")?,
        data: serde_json::from_slice(&message.data).map_err(|e| format!("body is no JSON: {e}"))?,
    })
}

fn header(headers: &FieldTable, name: &str) -> Option<Result<String, String>> {
    let full = format!("cloudEvents:{name}");
    match headers.inner().get(full.as_str())? {
        AMQPValue::LongString(text) => {
            Some(String::from_utf8(text.as_bytes().to_vec()).map_err(|_| format!("{full} is no UTF-8")))
        }
        AMQPValue::ShortString(text) => Some(Ok(text.as_str().into())),
        _ => Some(Err(format!("{full} is no text"))),
    }
}
