//! Refresh tokens: a family per API session, of which one is active.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::SessionId;
use souk_kit::Conn;

use crate::schema::refresh_token::{self, dsl};

/// A token that was given before.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = refresh_token)]
pub struct Given {
    /// Its family.
    pub session_id: SessionId,
    /// `active`, `rotated` or `revoked`.
    pub state: String,
    /// What replaced it, sealed.
    pub successor: Option<Vec<u8>>,
    /// When it was replaced.
    pub rotated_at: Option<DateTime<Utc>>,
}

/// Keeps a new active token of a family.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Conn,
    session: SessionId,
    token: &[u8],
    parent: Option<&[u8]>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(refresh_token::table)
        .values((
            dsl::token.eq(token),
            dsl::session_id.eq(session),
            dsl::parent.eq(parent),
            dsl::state.eq("active"),
            dsl::created_at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The one statement that decides a race: of many who bring the same active token, one gets its family.
///
/// # Errors
/// The database.
pub async fn rotate(
    conn: &mut Conn,
    token: &[u8],
    successor: &[u8],
    now: DateTime<Utc>,
) -> QueryResult<Option<SessionId>> {
    diesel::update(dsl::refresh_token.find(token).filter(dsl::state.eq("active")))
        .set((dsl::state.eq("rotated"), dsl::rotated_at.eq(now), dsl::successor.eq(successor)))
        .returning(dsl::session_id)
        .get_result(conn)
        .await
        .optional()
}

/// A token that was given before, whatever became of it.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, token: &[u8]) -> QueryResult<Option<Given>> {
    dsl::refresh_token.find(token).select(Given::as_select()).first(conn).await.optional()
}

/// Ends the active token of a family.
///
/// # Errors
/// The database.
pub async fn revoke_family(conn: &mut Conn, session: SessionId) -> QueryResult<()> {
    diesel::update(dsl::refresh_token.filter(dsl::session_id.eq(session).and(dsl::state.eq("active"))))
        .set(dsl::state.eq("revoked"))
        .execute(conn)
        .await
        .map(drop)
}

/// Forgets successors of tokens that were replaced before a moment.
///
/// # Errors
/// The database.
pub async fn forget_successors(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::update(dsl::refresh_token.filter(dsl::successor.is_not_null().and(dsl::rotated_at.lt(before))))
        .set(dsl::successor.eq(None::<Vec<u8>>))
        .execute(conn)
        .await
}
