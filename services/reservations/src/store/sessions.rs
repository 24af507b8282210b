//! Rows of `live_session`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{LiveSessionId, StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::live_session::{self, dsl};

/// A live session.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = live_session, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Session {
    pub tenant_id: TenantId,
    pub id: LiveSessionId,
    pub store_id: StoreId,
    pub name: String,
    pub state: String,
    pub paused: bool,
    pub opened_at: DateTime<Utc>,
    pub last_activity_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// The tenant's active session.
///
/// # Errors
/// The database.
pub async fn active(conn: &mut Conn, tenant: TenantId) -> QueryResult<Option<Session>> {
    dsl::live_session
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::state.eq("active"))
        .select(Session::as_select())
        .first(conn)
        .await
        .optional()
}

/// Opens a session unless one is active. True: this one is it.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, row: &Session) -> QueryResult<bool> {
    let made =
        diesel::insert_into(dsl::live_session).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(made == 1)
}

/// Notes that something happened in it.
///
/// # Errors
/// The database.
pub async fn touch(conn: &mut Conn, id: LiveSessionId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(dsl::live_session.find(id).filter(dsl::last_activity_at.lt(now)))
        .set(dsl::last_activity_at.eq(now))
        .execute(conn)
        .await
        .map(drop)
}

/// Refuses new codes, or takes them again.
///
/// # Errors
/// The database.
pub async fn pause(conn: &mut Conn, id: LiveSessionId, paused: bool) -> QueryResult<bool> {
    let done = diesel::update(dsl::live_session.find(id).filter(dsl::state.eq("active")))
        .set(dsl::paused.eq(paused))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Closes an active session; with `idle_since`, only if nothing happened after that.
///
/// # Errors
/// The database.
pub async fn close(
    conn: &mut Conn,
    id: LiveSessionId,
    idle_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> QueryResult<Option<Session>> {
    let mut rows =
        diesel::update(dsl::live_session).filter(dsl::id.eq(id)).filter(dsl::state.eq("active")).into_boxed();
    if let Some(since) = idle_since {
        rows = rows.filter(dsl::last_activity_at.le(since));
    }
    rows.set((dsl::state.eq("closed"), dsl::closed_at.eq(now)))
        .returning(Session::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Sessions of the scope, newest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Session>> {
    dsl::live_session
        .order((dsl::opened_at.desc(), dsl::id.desc()))
        .limit(limit)
        .select(Session::as_select())
        .load(conn)
        .await
}

/// One session of the scope.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: LiveSessionId) -> QueryResult<Option<Session>> {
    dsl::live_session.find(id).select(Session::as_select()).first(conn).await.optional()
}
