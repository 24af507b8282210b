//! Tenants.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::Conn;

use crate::schema::{membership, tenant, tenant::dsl};

/// A tenant.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tenant)]
pub struct Tenant {
    /// Which.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// `active` or `suspended`.
    pub status: String,
    /// Why it is suspended.
    pub reason: String,
    /// Counts changes.
    pub version: i64,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl Tenant {
    /// May it work and sell?
    #[must_use]
    pub fn active(&self) -> bool {
        self.status == "active"
    }
}

/// Adds a tenant.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Tenant) -> QueryResult<()> {
    diesel::insert_into(tenant::table).values(new).execute(conn).await.map(drop)
}

/// A tenant by id.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: TenantId) -> QueryResult<Option<Tenant>> {
    dsl::tenant.find(id).select(Tenant::as_select()).first(conn).await.optional()
}

/// Gives it another name.
///
/// # Errors
/// The database.
pub async fn rename(conn: &mut Conn, id: TenantId, name: &str) -> QueryResult<Option<Tenant>> {
    diesel::update(dsl::tenant.find(id))
        .set((dsl::name.eq(name), dsl::version.eq(dsl::version + 1)))
        .returning(Tenant::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Moves it from one status to the other. None: it is not in the first one.
///
/// # Errors
/// The database.
pub async fn set_status(
    conn: &mut Conn,
    id: TenantId,
    from: &str,
    to: &str,
    reason: &str,
) -> QueryResult<Option<Tenant>> {
    diesel::update(dsl::tenant.find(id).filter(dsl::status.eq(from)))
        .set((dsl::status.eq(to), dsl::reason.eq(reason), dsl::version.eq(dsl::version + 1)))
        .returning(Tenant::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// All tenants, oldest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, after: Option<TenantId>, limit: i64) -> QueryResult<Vec<Tenant>> {
    let mut query = dsl::tenant.order(dsl::id).limit(limit).select(Tenant::as_select()).into_boxed();
    if let Some(after) = after {
        query = query.filter(dsl::id.gt(after));
    }
    query.load(conn).await
}

/// Everybody who ever worked for it.
///
/// # Errors
/// The database.
pub async fn people(conn: &mut Conn, id: TenantId) -> QueryResult<Vec<UserId>> {
    membership::table.filter(membership::tenant_id.eq(id)).select(membership::user_id).load(conn).await
}
