//! Files of messages, once they were fetched.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{MessageId, TenantId};
use souk_kit::Conn;

use crate::schema::media;

/// A file that was fetched: its type and its bytes, sealed.
///
/// # Errors
/// The database.
pub async fn find(
    conn: &mut Conn,
    message: MessageId,
    number: i32,
) -> QueryResult<Option<(String, Vec<u8>)>> {
    media::table
        .find((message, number))
        .select((media::content_type, media::bytes))
        .first(conn)
        .await
        .optional()
}

/// Keeps a file; who came second changes nothing.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Conn,
    (tenant, message, number): (TenantId, MessageId, i32),
    (content_type, bytes): (&str, &[u8]),
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(media::table)
        .values((
            media::tenant_id.eq(tenant),
            media::message_id.eq(message),
            media::number.eq(number),
            media::content_type.eq(content_type),
            media::bytes.eq(bytes),
            media::kept_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Forgets files that were kept before a time. Returns how many.
///
/// # Errors
/// The database.
pub async fn forget_before(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(media::table.filter(media::kept_at.lt(before))).execute(conn).await
}
