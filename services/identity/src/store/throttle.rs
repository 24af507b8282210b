//! Counters of attempts. An attempt is counted before the password is looked at, so that a hundred at once are
//! a hundred attempts.
use chrono::{DateTime, Utc};
use diesel::{dsl::case_when, prelude::*, query_dsl::methods::FilterDsl, sql_types::Integer};
use diesel_async::RunQueryDsl;
use souk_kit::Conn;

use crate::{
    domain::throttle::Ladder,
    schema::throttle::{self, dsl},
};

/// Counts an attempt. The error is the moment from which the next one is allowed.
///
/// # Errors
/// The database.
pub async fn count(
    conn: &mut Conn,
    ladder: Ladder,
    who: &[u8],
    now: DateTime<Utc>,
) -> QueryResult<Result<(), DateTime<Utc>>> {
    let forgotten = dsl::last_at.lt(ladder.forgets_before(now));
    let counted = diesel::insert_into(throttle::table)
        .values((dsl::who.eq(who), dsl::attempts.eq(1), dsl::last_at.eq(now)))
        .on_conflict(dsl::who)
        .do_update()
        .set((
            dsl::attempts.eq(case_when(forgotten, 1.into_sql::<Integer>()).otherwise(dsl::attempts + 1)),
            dsl::last_at.eq(now),
        ));
    let not_blocked = dsl::blocked_until.is_null().or(dsl::blocked_until.le(now));
    let attempts: Option<i32> =
        FilterDsl::filter(counted, not_blocked).returning(dsl::attempts).get_result(conn).await.optional()?;
    let Some(attempts) = attempts else {
        let until: Option<DateTime<Utc>> =
            dsl::throttle.find(who).select(dsl::blocked_until).first(conn).await?;
        return Ok(Err(until.unwrap_or(now)));
    };
    diesel::update(dsl::throttle.find(who))
        .set(dsl::blocked_until.eq(ladder.blocked_until(attempts, now)))
        .execute(conn)
        .await?;
    Ok(Ok(()))
}

/// Forgets all attempts: the right person is there.
///
/// # Errors
/// The database.
pub async fn clear(conn: &mut Conn, who: &[u8]) -> QueryResult<()> {
    diesel::delete(dsl::throttle.find(who)).execute(conn).await.map(drop)
}

/// Takes one attempt back, with the pause it caused.
///
/// # Errors
/// The database.
pub async fn forgive(conn: &mut Conn, who: &[u8]) -> QueryResult<()> {
    diesel::update(QueryDsl::filter(dsl::throttle.find(who), dsl::attempts.gt(0)))
        .set((dsl::attempts.eq(dsl::attempts - 1), dsl::blocked_until.eq(None::<DateTime<Utc>>)))
        .execute(conn)
        .await
        .map(drop)
}

/// Removes counters that nobody touched since a moment.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(QueryDsl::filter(dsl::throttle, dsl::last_at.lt(before))).execute(conn).await
}
