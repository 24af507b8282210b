//! Files of messages that could not be fetched.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{MessageId, TenantId};
use souk_kit::Conn;

use crate::schema::media_problem;

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = media_problem, check_for_backend(diesel::pg::Pg))]
pub struct Row {
    /// Whose.
    pub tenant_id: TenantId,
    /// Of which message.
    pub message_id: MessageId,
    /// Its place in it, from 0.
    pub number: i32,
    /// Why.
    pub cause: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Since when.
    pub first_at: DateTime<Utc>,
}

/// It could not be fetched, once more; it is a problem again though somebody put it aside.
///
/// # Errors
/// The database.
pub async fn failed(
    conn: &mut Conn,
    (tenant, message, number): (TenantId, MessageId, i32),
    cause: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(media_problem::table)
        .values((
            media_problem::tenant_id.eq(tenant),
            media_problem::message_id.eq(message),
            media_problem::number.eq(number),
            media_problem::cause.eq(cause),
            media_problem::first_at.eq(now),
            media_problem::last_at.eq(now),
        ))
        .on_conflict((media_problem::message_id, media_problem::number))
        .do_update()
        .set((
            media_problem::cause.eq(cause),
            media_problem::attempts.eq(media_problem::attempts + 1),
            media_problem::last_at.eq(now),
            media_problem::discarded_at.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// It is there now.
///
/// # Errors
/// The database.
pub async fn mended(conn: &mut Conn, message: MessageId, number: i32) -> QueryResult<()> {
    diesel::delete(media_problem::table.find((message, number))).execute(conn).await.map(drop)
}

/// Those that nobody has dealt with, oldest first; in the platform scope.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Row>> {
    media_problem::table
        .filter(media_problem::discarded_at.is_null())
        .order(media_problem::first_at)
        .limit(limit)
        .select(Row::as_select())
        .load(conn)
        .await
}

/// Somebody said why it is all right. False: it is no problem, or no more.
///
/// # Errors
/// The database.
pub async fn discard(
    conn: &mut Conn,
    (message, number): (MessageId, i32),
    why: &str,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let open = media_problem::message_id.eq(message).and(media_problem::number.eq(number));
    let open = open.and(media_problem::discarded_at.is_null());
    let changed = diesel::update(media_problem::table.filter(open))
        .set((media_problem::discarded_at.eq(now), media_problem::discarded_why.eq(why)))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}
