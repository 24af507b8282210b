//! Rows of `heard_message`: each Twilio id has one effect.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageId, TenantId};
use souk_kit::Conn;

use crate::schema::heard_message::{self, dsl};

/// A message that was acted on.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = heard_message)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Heard {
    pub tenant_id: TenantId,
    pub message_sid: String,
    pub message_id: MessageId,
    pub seq: i64,
    pub contact_id: ContactId,
    pub received_at: DateTime<Utc>,
    pub processed_at: DateTime<Utc>,
    pub intent: String,
}

/// Notes a message in the transaction of its effects. False: it was acted on before.
///
/// # Errors
/// The database.
pub async fn note(conn: &mut Conn, row: &Heard) -> QueryResult<bool> {
    let new =
        diesel::insert_into(dsl::heard_message).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(new == 1)
}

/// Notes what it was understood as.
///
/// # Errors
/// The database.
pub async fn understood(conn: &mut Conn, message: MessageId, intent: &str) -> QueryResult<()> {
    diesel::update(dsl::heard_message.filter(dsl::message_id.eq(message)))
        .set(dsl::intent.eq(intent))
        .execute(conn)
        .await
        .map(drop)
}
