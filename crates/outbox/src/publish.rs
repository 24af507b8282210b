//! Telling: one row in the transaction of its cause.
use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use souk_events::{Event, EventId, Meta, RawEvent};

use crate::{Conn, OutboxError, schema::outbox};

/// Writes the fact into the outbox with the caller's transaction: told if and only if that commits.
/// Ring [`crate::Wake`] after the commit. The source is the first word of the event's type.
///
/// # Errors
/// When the row cannot be written.
pub async fn publish<E: Event>(
    mut conn: &Conn,
    meta: &Meta,
    now: DateTime<Utc>,
    event: &E,
) -> Result<EventId, OutboxError> {
    let source = E::TYPE.split('.').next().unwrap_or(E::TYPE);
    let raw = RawEvent::wrap(EventId::new(), source, now, meta, event)?;
    insert_into(outbox::table).values(NewRow::from(&raw)).execute(&mut conn).await?;
    Ok(raw.id)
}

#[derive(Insertable)]
// Without the second setting an absent tenant would be written as DEFAULT, and the statement never kept prepared.
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
struct NewRow<'a> {
    id: EventId,
    kind: &'a str,
    source: &'a str,
    time: DateTime<Utc>,
    tenant: Option<souk_events::TenantId>,
    subject: &'a str,
    correlation: &'a str,
    traceparent: Option<&'a str>,
    data: &'a serde_json::Value,
}

impl<'a> From<&'a RawEvent> for NewRow<'a> {
    fn from(raw: &'a RawEvent) -> Self {
        Self {
            id: raw.id,
            kind: &raw.kind,
            source: &raw.source,
            time: raw.time,
            tenant: raw.tenant,
            subject: &raw.subject,
            correlation: &raw.correlation,
            traceparent: raw.traceparent.as_deref(),
            data: &raw.data,
        }
    }
}
