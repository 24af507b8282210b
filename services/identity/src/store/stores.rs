//! Stores of tenants.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::{store, store::dsl};

/// A store.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = store)]
pub struct Store {
    /// Which.
    pub id: StoreId,
    /// Whose.
    pub tenant_id: TenantId,
    /// Its word in URLs.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA.
    pub timezone: String,
    /// Language it writes in.
    pub language: String,
    /// Town, empty when not said.
    pub city: String,
    /// Counts changes.
    pub version: i64,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// What may change of a store; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = store)]
pub struct Change {
    /// See [`Store::slug`].
    pub slug: Option<String>,
    /// See [`Store::name`].
    pub name: Option<String>,
    /// See [`Store::timezone`].
    pub timezone: Option<String>,
    /// See [`Store::language`].
    pub language: Option<String>,
    /// See [`Store::city`].
    pub city: Option<String>,
}

/// Adds a store.
///
/// # Errors
/// The database; constraint `store_slug` when the slug is taken.
pub async fn insert(conn: &mut Conn, new: &Store) -> QueryResult<()> {
    diesel::insert_into(store::table).values(new).execute(conn).await.map(drop)
}

/// The stores of a tenant, oldest first.
///
/// # Errors
/// The database.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Store>> {
    dsl::store
        .filter(dsl::tenant_id.eq(tenant))
        .order((dsl::created_at, dsl::id))
        .limit(200)
        .select(Store::as_select())
        .load(conn)
        .await
}

/// Changes a store of a tenant.
///
/// # Errors
/// The database; constraint `store_slug` when the slug is taken.
pub async fn change(
    conn: &mut Conn,
    tenant: TenantId,
    id: StoreId,
    change: &Change,
) -> QueryResult<Option<Store>> {
    diesel::update(dsl::store.find(id).filter(dsl::tenant_id.eq(tenant)))
        .set((change, dsl::version.eq(dsl::version + 1)))
        .returning(Store::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Counts a change of all stores of a tenant and returns them.
///
/// # Errors
/// The database.
pub async fn bump_all(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Store>> {
    diesel::update(dsl::store.filter(dsl::tenant_id.eq(tenant)))
        .set(dsl::version.eq(dsl::version + 1))
        .returning(Store::as_returning())
        .get_results(conn)
        .await
}
