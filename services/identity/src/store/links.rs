//! Links in mails: single use, hashed, with an end.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::UserId;
use souk_kit::Conn;

use crate::schema::mail_link::{self, dsl};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms an address.
    Verify,
    /// Sets a new password.
    Reset,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Reset => "reset",
        }
    }
}

/// Keeps a new link; earlier unused ones of the same purpose stop working.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Conn,
    user: UserId,
    purpose: Purpose,
    token: &[u8],
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let earlier = dsl::mail_link
        .filter(dsl::user_id.eq(user).and(dsl::purpose.eq(purpose.word())))
        .filter(dsl::used_at.is_null());
    diesel::update(earlier).set(dsl::used_at.eq(now)).execute(conn).await?;
    diesel::insert_into(mail_link::table)
        .values((
            dsl::token.eq(token),
            dsl::user_id.eq(user),
            dsl::purpose.eq(purpose.word()),
            dsl::expires_at.eq(expires_at),
            dsl::created_at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Whose good link this is, without using it.
///
/// # Errors
/// The database.
pub async fn owner(
    conn: &mut Conn,
    purpose: Purpose,
    token: &[u8],
    now: DateTime<Utc>,
) -> QueryResult<Option<UserId>> {
    dsl::mail_link
        .find(token)
        .filter(dsl::purpose.eq(purpose.word()))
        .filter(dsl::used_at.is_null().and(dsl::expires_at.gt(now)))
        .select(dsl::user_id)
        .first(conn)
        .await
        .optional()
}

/// Uses a link: one of many who try at once gets the person.
///
/// # Errors
/// The database.
pub async fn spend(
    conn: &mut Conn,
    purpose: Purpose,
    token: &[u8],
    now: DateTime<Utc>,
) -> QueryResult<Option<UserId>> {
    let good = dsl::mail_link
        .find(token)
        .filter(dsl::purpose.eq(purpose.word()))
        .filter(dsl::used_at.is_null().and(dsl::expires_at.gt(now)));
    diesel::update(good).set(dsl::used_at.eq(now)).returning(dsl::user_id).get_result(conn).await.optional()
}

/// Removes links that ended before a moment.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(dsl::mail_link.filter(dsl::expires_at.lt(before))).execute(conn).await
}
