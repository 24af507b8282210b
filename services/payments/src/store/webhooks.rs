//! Rows of `webhook`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::webhook;

/// What the provider told.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook)]
pub struct Webhook {
    /// Its id.
    pub id: Uuid,
    /// Who told it.
    pub provider: String,
    /// The provider's id of it.
    pub event_id: String,
    /// What happened.
    pub kind: String,
    /// To what.
    pub object_id: String,
    /// As it came, sealed.
    pub payload: Vec<u8>,
    /// `waiting`, `done`, `ignored`, `dead`.
    pub state: String,
    /// Why it is dead.
    pub error: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// When it was looked at.
    pub done_at: Option<DateTime<Utc>>,
}

/// Keeps a new one. False: it came before.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Webhook) -> QueryResult<bool> {
    let n = diesel::insert_into(webhook::table).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(n == 1)
}

/// One of them.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: Uuid) -> QueryResult<Option<Webhook>> {
    webhook::table.find(id).select(Webhook::as_select()).first(conn).await.optional()
}

/// It was looked at.
///
/// # Errors
/// The database.
pub async fn settle(
    conn: &mut Conn,
    id: Uuid,
    state: &str,
    error: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(webhook::table.find(id))
        .set((webhook::state.eq(state), webhook::error.eq(error), webhook::done_at.eq(now)))
        .execute(conn)
        .await
        .map(drop)
}

/// The newest.
///
/// # Errors
/// The database.
pub async fn newest(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Webhook>> {
    webhook::table
        .order(webhook::received_at.desc())
        .limit(limit)
        .select(Webhook::as_select())
        .load(conn)
        .await
}
