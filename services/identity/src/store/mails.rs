//! Mails that wait to be sent.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::mail::dsl;

/// Puts a mail into the queue.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, sealed: &[u8], now: DateTime<Utc>) -> QueryResult<()> {
    diesel::insert_into(dsl::mail)
        .values((
            dsl::id.eq(Uuid::now_v7()),
            dsl::sealed.eq(sealed),
            dsl::next_at.eq(now),
            dsl::created_at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Takes due mails; until `lease_until` nobody else does.
///
/// # Errors
/// The database.
pub async fn claim(
    conn: &mut Conn,
    lease_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Vec<(Uuid, Vec<u8>, i32)>> {
    let due: Vec<Uuid> = dsl::mail
        .filter(dsl::next_at.le(now))
        .order(dsl::next_at)
        .limit(10)
        .for_update()
        .skip_locked()
        .select(dsl::id)
        .load(conn)
        .await?;
    diesel::update(dsl::mail.filter(dsl::id.eq_any(due)))
        .set((dsl::next_at.eq(lease_until), dsl::attempts.eq(dsl::attempts + 1)))
        .returning((dsl::id, dsl::sealed, dsl::attempts))
        .get_results(conn)
        .await
}

/// Removes a mail that was sent.
///
/// # Errors
/// The database.
pub async fn sent(conn: &mut Conn, id: Uuid) -> QueryResult<()> {
    diesel::delete(dsl::mail.find(id)).execute(conn).await.map(drop)
}

/// Notes why a mail was not sent, and when to try again; never again without a moment.
///
/// # Errors
/// The database.
pub async fn failed(conn: &mut Conn, id: Uuid, why: &str, next_at: Option<DateTime<Utc>>) -> QueryResult<()> {
    diesel::update(dsl::mail.find(id))
        .set((dsl::last_error.eq(why), dsl::next_at.eq(next_at)))
        .execute(conn)
        .await
        .map(drop)
}
