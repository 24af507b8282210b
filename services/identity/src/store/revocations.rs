//! Whose cached tokens are out of date.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{SessionId, UserId};
use souk_kit::Conn;

use crate::schema::revocation::dsl;

/// Notes it: one session, or everything of a person.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Conn,
    user: UserId,
    session: Option<SessionId>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(dsl::revocation)
        .values((dsl::user_id.eq(user), dsl::session_id.eq(session), dsl::at.eq(now)))
        .execute(conn)
        .await
        .map(drop)
}

/// What was noted since a moment, at most a thousand.
///
/// # Errors
/// The database.
pub async fn since(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<Vec<(i64, UserId, Option<SessionId>)>> {
    dsl::revocation
        .filter(dsl::at.ge(at))
        .order(dsl::at.desc())
        .limit(1000)
        .select((dsl::seq, dsl::user_id, dsl::session_id))
        .load(conn)
        .await
}

/// Removes notes before a moment.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(dsl::revocation.filter(dsl::at.lt(before))).execute(conn).await
}
