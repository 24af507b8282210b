//! Operators who look at what others see.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{SessionId, TenantId, UserId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{impersonation, impersonation::dsl};

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = impersonation)]
pub struct Impersonation {
    /// Which.
    pub id: Uuid,
    /// Who looks.
    pub operator: UserId,
    /// In which session of theirs.
    pub session_id: SessionId,
    /// At a merchant's view.
    pub tenant: Option<TenantId>,
    /// At a person's view.
    pub person: Option<UserId>,
    /// Why, in the operator's words.
    pub reason: String,
    /// Since when.
    pub started_at: DateTime<Utc>,
    /// When it ends by itself.
    pub ends_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// `operator` or `time`.
    pub ended_by: Option<String>,
}

/// Begins one. False: the session looks at something already.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Impersonation) -> QueryResult<bool> {
    let made = diesel::insert_into(impersonation::table).values(new).on_conflict_do_nothing();
    Ok(made.execute(conn).await? == 1)
}

/// What a session looks at now.
///
/// # Errors
/// The database.
pub async fn of_session(
    conn: &mut Conn,
    session: SessionId,
    now: DateTime<Utc>,
) -> QueryResult<Option<Impersonation>> {
    dsl::impersonation
        .filter(dsl::session_id.eq(session).and(dsl::ended_at.is_null()).and(dsl::ends_at.gt(now)))
        .select(Impersonation::as_select())
        .first(conn)
        .await
        .optional()
}

/// Ends one. None: it had ended.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Conn,
    id: Uuid,
    by: &str,
    now: DateTime<Utc>,
) -> QueryResult<Option<Impersonation>> {
    diesel::update(dsl::impersonation.find(id).filter(dsl::ended_at.is_null()))
        .set((dsl::ended_at.eq(now), dsl::ended_by.eq(by)))
        .returning(Impersonation::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// The newest first, before one.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<Impersonation>> {
    dsl::impersonation
        .filter(dsl::id.lt(before.unwrap_or(Uuid::max())))
        .order(dsl::id.desc())
        .limit(limit)
        .select(Impersonation::as_select())
        .load(conn)
        .await
}
