//! What is known of a message by whatever names it, over all merchants; in the platform scope.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, MessageId, MessageRequestId, TenantId};
use souk_kit::Conn;

use super::{messages::Message, outgoing::Outgoing};
use crate::schema::{attempt, contact, message, outgoing, sender};

/// The merchants that have a number: what is looked for by tenant first finds its index.
///
/// # Errors
/// The database.
pub async fn tenants(conn: &mut Conn) -> QueryResult<Vec<TenantId>> {
    sender::table.select(sender::tenant_id).distinct().load(conn).await
}

/// The messages, in and out, that Twilio knows under an id.
///
/// # Errors
/// The database.
pub async fn by_sid(
    conn: &mut Conn,
    tenants: &[TenantId],
    sid: &str,
) -> QueryResult<(Vec<MessageId>, Vec<MessageRequestId>)> {
    let came = message::table
        .filter(message::tenant_id.eq_any(tenants).and(message::message_sid.eq(sid)))
        .select(message::id)
        .load(conn)
        .await?;
    let went = outgoing::table
        .filter(outgoing::tenant_id.eq_any(tenants).and(outgoing::sid.eq(sid)))
        .select(outgoing::id)
        .load(conn)
        .await?;
    Ok((came, went))
}

/// Who is found by one of these hashes.
///
/// # Errors
/// The database.
pub async fn by_hash(
    conn: &mut Conn,
    tenants: &[TenantId],
    hashes: &[Vec<u8>],
) -> QueryResult<Vec<(TenantId, ContactId)>> {
    contact::table
        .filter(contact::tenant_id.eq_any(tenants))
        .filter(contact::phone_hash.eq_any(hashes).assume_not_null())
        .select((contact::tenant_id, contact::id))
        .load(conn)
        .await
}

/// The last messages of somebody, in and out.
///
/// # Errors
/// The database.
pub async fn of_contact(
    conn: &mut Conn,
    (tenant, contact): (TenantId, ContactId),
    limit: i64,
) -> QueryResult<(Vec<MessageId>, Vec<MessageRequestId>)> {
    let came = message::table
        .filter(message::tenant_id.eq(tenant).and(message::contact_id.eq(contact)))
        .order(message::seq.desc())
        .limit(limit)
        .select(message::id)
        .load(conn)
        .await?;
    let went = outgoing::table
        .filter(outgoing::tenant_id.eq(tenant).and(outgoing::contact_id.eq(contact)))
        .order(outgoing::created_at.desc())
        .limit(limit)
        .select(outgoing::id)
        .load(conn)
        .await?;
    Ok((came, went))
}

/// The last messages that did not arrive for this cause.
///
/// # Errors
/// The database.
pub async fn by_code(
    conn: &mut Conn,
    tenants: &[TenantId],
    code: &str,
    limit: i64,
) -> QueryResult<Vec<MessageRequestId>> {
    outgoing::table
        .filter(outgoing::tenant_id.eq_any(tenants).and(outgoing::error_code.eq(code)))
        .filter(outgoing::state.eq_any(["dead", "failed"]).and(outgoing::discarded_at.is_null()))
        .order(outgoing::created_at.desc())
        .limit(limit)
        .select(outgoing::id)
        .load(conn)
        .await
}

/// These messages that came in.
///
/// # Errors
/// The database.
pub async fn came(conn: &mut Conn, ids: &[MessageId]) -> QueryResult<Vec<Message>> {
    message::table.filter(message::id.eq_any(ids)).select(Message::as_select()).load(conn).await
}

/// These messages that went out.
///
/// # Errors
/// The database.
pub async fn went(conn: &mut Conn, ids: &[MessageRequestId]) -> QueryResult<Vec<Outgoing>> {
    outgoing::table.filter(outgoing::id.eq_any(ids)).select(Outgoing::as_select()).load(conn).await
}

/// What became of each attempt to send these.
///
/// # Errors
/// The database.
pub async fn attempts(
    conn: &mut Conn,
    ids: &[MessageRequestId],
) -> QueryResult<Vec<(MessageRequestId, i32, DateTime<Utc>, String)>> {
    attempt::table
        .filter(attempt::outgoing_id.eq_any(ids))
        .order((attempt::at, attempt::number))
        .select((attempt::outgoing_id, attempt::number, attempt::at, attempt::outcome))
        .load(conn)
        .await
}
