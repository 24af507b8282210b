//! Signing keys.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_kit::Conn;

use crate::schema::{signing_key, signing_key::dsl};

/// A signing key; its private half is sealed.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = signing_key)]
pub struct SigningKey {
    /// Its name in tokens.
    pub kid: String,
    /// `next`, `active`, `retiring` or `retired`.
    pub state: String,
    /// The raw public half.
    pub public: Vec<u8>,
    /// PKCS #8 of the private half, sealed.
    pub private: Vec<u8>,
    /// Made.
    pub created_at: DateTime<Utc>,
    /// Signs since.
    pub active_at: Option<DateTime<Utc>>,
    /// Signs no more since.
    pub retiring_at: Option<DateTime<Utc>>,
    /// Out of the key set since.
    pub retired_at: Option<DateTime<Utc>>,
}

/// The keys of the set: all that are not retired.
///
/// # Errors
/// The database.
pub async fn published(conn: &mut Conn) -> QueryResult<Vec<SigningKey>> {
    dsl::signing_key
        .filter(dsl::state.ne("retired"))
        .order(dsl::created_at)
        .select(SigningKey::as_select())
        .load(conn)
        .await
}

/// Adds a key, unless another process was faster: there is one `next` and one `active`.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &SigningKey) -> QueryResult<()> {
    diesel::insert_into(signing_key::table).values(new).on_conflict_do_nothing().execute(conn).await.map(drop)
}

/// The active key retires, the next one signs.
///
/// # Errors
/// The database.
pub async fn turn(conn: &mut Conn, old: &str, new: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(dsl::signing_key.find(old).filter(dsl::state.eq("active")))
        .set((dsl::state.eq("retiring"), dsl::retiring_at.eq(now)))
        .execute(conn)
        .await?;
    diesel::update(dsl::signing_key.find(new).filter(dsl::state.eq("next")))
        .set((dsl::state.eq("active"), dsl::active_at.eq(now)))
        .execute(conn)
        .await
        .map(drop)
}

/// Takes a key out of the set and destroys its private half.
///
/// # Errors
/// The database.
pub async fn retire(conn: &mut Conn, kid: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(dsl::signing_key.find(kid).filter(dsl::state.eq("retiring")))
        .set((dsl::state.eq("retired"), dsl::retired_at.eq(now), dsl::private.eq(Vec::<u8>::new())))
        .execute(conn)
        .await
        .map(drop)
}
