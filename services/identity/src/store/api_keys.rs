//! Keys of a shop's programs: found by their hash.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{api_key, api_key::dsl};

/// A key.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_key, treat_none_as_default_value = false)]
pub struct ApiKey {
    /// Which.
    pub id: Uuid,
    /// Whose shop it works for.
    pub tenant_id: TenantId,
    /// Who made it; it may do what they may, at most.
    pub user_id: UserId,
    /// What people know it by.
    pub name: String,
    /// Hash of the secret.
    pub token: Vec<u8>,
    /// Its last letters, to tell keys apart.
    pub hint: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Until when; for ever when none.
    pub expires_at: Option<DateTime<Utc>>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last use, to some minutes.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Keeps a new key.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &ApiKey) -> QueryResult<()> {
    diesel::insert_into(api_key::table).values(new).execute(conn).await.map(drop)
}

/// A key that works now, by the hash of its secret.
///
/// # Errors
/// The database.
pub async fn by_token(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> QueryResult<Option<ApiKey>> {
    dsl::api_key
        .filter(dsl::token.eq(token).and(dsl::revoked_at.is_null()))
        .filter(dsl::expires_at.is_null().or(dsl::expires_at.gt(now)))
        .select(ApiKey::as_select())
        .first(conn)
        .await
        .optional()
}

/// Notes use.
///
/// # Errors
/// The database.
pub async fn touch(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(dsl::api_key.find(id)).set(dsl::last_used_at.eq(now)).execute(conn).await.map(drop)
}

/// The keys of a tenant that were not taken back, newest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<ApiKey>> {
    dsl::api_key
        .filter(dsl::tenant_id.eq(tenant).and(dsl::revoked_at.is_null()))
        .order(dsl::id.desc())
        .limit(100)
        .select(ApiKey::as_select())
        .load(conn)
        .await
}

/// Takes a key back; the answer is who made it. None: it is not there, or was taken back.
///
/// # Errors
/// The database.
pub async fn revoke(
    conn: &mut Conn,
    tenant: TenantId,
    id: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<Option<UserId>> {
    let living = dsl::api_key.find(id).filter(dsl::tenant_id.eq(tenant).and(dsl::revoked_at.is_null()));
    diesel::update(living)
        .set(dsl::revoked_at.eq(now))
        .returning(dsl::user_id)
        .get_result(conn)
        .await
        .optional()
}
