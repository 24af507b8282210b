//! Second factors and their recovery codes. A step or a code that was used once is never taken again.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::UserId;
use souk_kit::Conn;

use crate::schema::{
    recovery_code::{self, dsl as codes},
    second_factor::{self, dsl},
};

/// A second factor.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = second_factor)]
pub struct SecondFactor {
    /// Its secret, sealed with the person's key.
    pub secret: Vec<u8>,
    /// When its first code was typed; it is asked for from then on.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// Keeps a secret that waits for its first code. False: a factor is in use.
///
/// # Errors
/// The database.
pub async fn begin(conn: &mut Conn, user: UserId, secret: &[u8], now: DateTime<Utc>) -> QueryResult<bool> {
    let anew = diesel::insert_into(second_factor::table)
        .values((
            dsl::user_id.eq(user),
            dsl::secret.eq(secret),
            dsl::last_step.eq(0),
            dsl::created_at.eq(now),
        ))
        .on_conflict(dsl::user_id)
        .do_update()
        .set((dsl::secret.eq(secret), dsl::created_at.eq(now)));
    let waits = dsl::confirmed_at.is_null();
    Ok(diesel::query_dsl::methods::FilterDsl::filter(anew, waits).execute(conn).await? == 1)
}

/// A person's factor, waiting or in use.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, user: UserId) -> QueryResult<Option<SecondFactor>> {
    dsl::second_factor.find(user).select(SecondFactor::as_select()).first(conn).await.optional()
}

/// Takes a waiting factor into use with its first code. False: another request did.
///
/// # Errors
/// The database.
pub async fn confirm(conn: &mut Conn, user: UserId, step: i64, now: DateTime<Utc>) -> QueryResult<bool> {
    let waiting = dsl::second_factor.find(user).filter(dsl::confirmed_at.is_null());
    let done = diesel::update(waiting)
        .set((dsl::confirmed_at.eq(now), dsl::last_step.eq(step)))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Uses up a step and all before it. False: it was used.
///
/// # Errors
/// The database.
pub async fn spend_step(conn: &mut Conn, user: UserId, step: i64) -> QueryResult<bool> {
    let unused = dsl::second_factor.find(user).filter(dsl::last_step.lt(step));
    Ok(diesel::update(unused).set(dsl::last_step.eq(step)).execute(conn).await? == 1)
}

/// Uses up a recovery code, by any of its hashes. False: there is none, or it was used.
///
/// # Errors
/// The database.
pub async fn spend_code(
    conn: &mut Conn,
    user: UserId,
    hashes: &[Vec<u8>],
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let unused = codes::recovery_code
        .filter(codes::user_id.eq(user).and(codes::code.eq_any(hashes)).and(codes::used_at.is_null()));
    Ok(diesel::update(unused).set(codes::used_at.eq(now)).execute(conn).await? == 1)
}

/// Keeps the hashes of new recovery codes; the old ones are void.
///
/// # Errors
/// The database.
pub async fn replace_codes(conn: &mut Conn, user: UserId, hashes: Vec<Vec<u8>>) -> QueryResult<()> {
    diesel::delete(codes::recovery_code.filter(codes::user_id.eq(user))).execute(conn).await?;
    let rows: Vec<_> = hashes.into_iter().map(|h| (codes::user_id.eq(user), codes::code.eq(h))).collect();
    diesel::insert_into(recovery_code::table).values(rows).execute(conn).await.map(drop)
}

/// Recovery codes that were not used.
///
/// # Errors
/// The database.
pub async fn codes_left(conn: &mut Conn, user: UserId) -> QueryResult<i64> {
    let left = codes::recovery_code.filter(codes::user_id.eq(user).and(codes::used_at.is_null()));
    left.count().get_result(conn).await
}

/// Takes the factor away, with its codes. False: there was none.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Conn, user: UserId) -> QueryResult<bool> {
    diesel::delete(codes::recovery_code.filter(codes::user_id.eq(user))).execute(conn).await?;
    Ok(diesel::delete(dsl::second_factor.find(user)).execute(conn).await? == 1)
}
